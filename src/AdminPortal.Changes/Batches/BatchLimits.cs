namespace AdminPortal.Changes.Batches;

/// <summary>How much one batch may touch.</summary>
public sealed record BatchLimits
{
    /// <summary>The most resources in one batch: what a person can still look through, and no more than a page of the API's own list (reference 2.1).</summary>
    public const int Most = 1000;

    /// <summary>A deletion of more than this many has to be confirmed by typing.</summary>
    public int TypedAbove { get; init; } = 5;

    /// <summary>Why a batch of this size is refused, or null where it is not.</summary>
    internal static string? RefusalFor(int count) => count switch
    {
        0 => "There is nothing in this batch.",
        > Most => $"At most {Most:N0} at once; these are {count:N0}.",
        _ => null,
    };
}
