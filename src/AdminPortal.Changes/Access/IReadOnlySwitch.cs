using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Access;

/// <summary>Switches the whole console to read-only, for everybody and until a time.</summary>
public interface IReadOnlySwitch
{
    /// <summary>The longest that it can be for.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromDays(31);

    /// <summary>The most characters of a reason.</summary>
    const int MaxReason = 500;

    /// <summary>The time for which the console is read-only, as last read, or null while it is not. For what pages show; costs nothing.</summary>
    ReadOnlyPeriod? LastKnown { get; }

    /// <summary>The time for which the console is read-only now, or null where it is not.</summary>
    /// <exception cref="StoreUnavailableException">Nobody can tell.</exception>
    Task<ReadOnlyPeriod?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Begins a read-only time in place of the one that is, and journals it.</summary>
    /// <exception cref="StoreUnavailableException">It was not switched.</exception>
    Task BeginAsync(ReadOnlyPeriod period, CancellationToken cancellationToken);

    /// <summary>Ends it, and journals that; also where there is none.</summary>
    /// <exception cref="StoreUnavailableException">It was not switched.</exception>
    Task EndAsync(string by, CancellationToken cancellationToken);

    /// <summary>Calls back when <see cref="LastKnown"/> becomes another.</summary>
    IDisposable Follow(Action changed);
}

/// <summary>A time for which nothing is changed.</summary>
/// <param name="By">Who wants it so.</param>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when.</param>
/// <param name="Until">Until when.</param>
public sealed record ReadOnlyPeriod(string By, string Reason, DateTimeOffset Since, DateTimeOffset Until)
{
    /// <summary>Why a change is refused.</summary>
    public string Refusal => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The console is read-only until {Until.UtcDateTime:yyyy-MM-dd HH:mm} UTC. {By} wanted it so: {Reason}");
}
