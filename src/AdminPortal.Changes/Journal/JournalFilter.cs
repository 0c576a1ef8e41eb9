using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Journal;

/// <summary>Which changes of an account to show; what is null does not restrict.</summary>
/// <param name="Account">The account's id.</param>
public sealed record JournalFilter(string Account)
{
    /// <summary>The person, whatever the case of the letters.</summary>
    public string? Person { get; init; }

    /// <summary>How the person's name begins, whatever the case of the letters.</summary>
    public string? PersonStart { get; init; }

    /// <summary>The kind's name.</summary>
    public string? Kind { get; init; }

    /// <summary>The resource's id.</summary>
    public string? ResourceId { get; init; }

    /// <summary>What became of the change.</summary>
    public JournalEvent? Outcome { get; init; }

    /// <summary>The earliest time, itself included.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The end of the time, itself excluded.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The filter with texts that a database takes: they come from an address, where anybody may write anything.</summary>
    internal JournalFilter Plain() => this with
    {
        Account = StoreText.Plain(Account)!,
        Person = StoreText.Plain(Person),
        PersonStart = StoreText.Plain(PersonStart),
        Kind = StoreText.Plain(Kind),
        ResourceId = StoreText.Plain(ResourceId),
    };
}

/// <summary>A place beside a change of the list, newest first, and which way to read from there. Nobody's later change moves it.</summary>
/// <param name="At">The change's time.</param>
/// <param name="Id">The change's id.</param>
/// <param name="ToNewer">Whether the page ends just before the change, with newer ones; else it begins just after it, with older ones.</param>
public sealed record JournalCursor(DateTimeOffset At, Guid Id, bool ToNewer = false)
{
    private const char Newer = 'n';

    /// <summary>Reads what <see cref="ToString"/> wrote; false for anything else.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out JournalCursor? cursor)
    {
        var isToNewer = text is [Newer, ..];
        cursor = text?[(isToNewer ? 1 : 0)..].Split('.') is [var at, var id]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds)
            && microseconds <= StoredTime.Last
            && Guid.TryParseExact(id, "N", out var change)
                ? new(StoredTime.Read(microseconds), change, isToNewer)
                : null;
        return cursor is not null;
    }

    /// <summary>For an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(ToNewer ? Newer : null)}{StoredTime.Write(At)}.{Id:N}");
}

/// <summary>A page of changes, newest first.</summary>
/// <param name="Rows">The changes.</param>
/// <param name="Next">Where the next page begins, with older changes, or null where there is none.</param>
/// <param name="Previous">Where the page before this one ends, with newer changes; null on the newest page.</param>
public sealed record JournalPage(IReadOnlyList<JournalRow> Rows, JournalCursor? Next, JournalCursor? Previous);
