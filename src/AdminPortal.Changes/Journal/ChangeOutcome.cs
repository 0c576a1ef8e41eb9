using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Journal;

/// <summary>What became of a change.</summary>
/// <param name="Event">One of the events that end a change: not <see cref="JournalEvent.Intended"/>, not <see cref="JournalEvent.SeenOutside"/>.</param>
public sealed record ChangeOutcome(JournalEvent Event)
{
    /// <summary>The API's answer, as far as there was one: status, ray, errors, messages.</summary>
    public ApiAnswer Answer { get; init; } = ApiAnswer.None;

    /// <summary>The resource after the change.</summary>
    public ResourceImage After { get; init; } = new ResourceImage.Unknown();

    /// <summary>How long the call took.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The id that the API gave to a created resource.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The resource's name after the change, where it is another one.</summary>
    public string? ResourceName { get; init; }

    /// <summary>What else there is to say, such as why the change was given up.</summary>
    public string? Note { get; init; }
}

/// <summary>An open change and its outcome.</summary>
/// <param name="Change">The change.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record CompletedChange(OpenChange Change, ChangeOutcome Outcome);

/// <summary>A resource at one moment, as far as it is known.</summary>
public abstract record ResourceImage
{
    private ResourceImage()
    {
    }

    /// <summary>It was there.</summary>
    /// <param name="Json">Its input, members that no form models included.</param>
    public sealed record Known(JsonObject Json) : ResourceImage;

    /// <summary>It was not there.</summary>
    public sealed record Gone : ResourceImage;

    /// <summary>Nobody looked, or could.</summary>
    public sealed record Unknown : ResourceImage;
}

/// <summary>A resource as the console last left or saw it.</summary>
/// <param name="Sequence">The entry that says so.</param>
/// <param name="Image">The resource.</param>
public sealed record LastImage(long Sequence, ResourceImage Image);

/// <summary>A resource that differs from what the console last left or saw.</summary>
public sealed record OutsideChange
{
    /// <summary>The account's id.</summary>
    public required string Account { get; init; }

    /// <summary>The kind's name.</summary>
    public required string Kind { get; init; }

    /// <summary>The resource's id.</summary>
    public required string ResourceId { get; init; }

    /// <summary>The resource's name for people.</summary>
    public string? ResourceName { get; init; }

    /// <summary>What the console last left or saw.</summary>
    public required ResourceImage Before { get; init; }

    /// <summary>What it sees now.</summary>
    public required ResourceImage Now { get; init; }

    /// <summary>Where the account's chain ended before <see cref="Now"/> was read. What the console itself wrote since then is no change from outside.</summary>
    public required long Position { get; init; }
}

/// <summary>What became of an outcome that was to be written.</summary>
public enum Completion
{
    /// <summary>It is in the journal.</summary>
    Written,

    /// <summary>The store is not there. The outcome is kept in memory and written as soon as the store is back.</summary>
    Kept,

    /// <summary>The store is not there, and too many outcomes wait already. The intent stays open until the next start finds out what became of it.</summary>
    LeftOpen,
}
