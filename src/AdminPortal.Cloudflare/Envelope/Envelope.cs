namespace AdminPortal.Cloudflare.Envelope;

/// <summary>The API's answer to everything: <c>{ success, errors, messages, result, result_info }</c>.</summary>
/// <typeparam name="T">The shape of <c>result</c>.</typeparam>
public sealed record Envelope<T>
{
    /// <summary>Whether the API says that the call succeeded; null where the answer does not say.</summary>
    public bool? Success { get; init; }

    /// <summary>Why the call was refused.</summary>
    public IReadOnlyList<ApiMessage> Errors { get; init; } = [];

    /// <summary>Notes and warnings; they may come with a success too.</summary>
    public IReadOnlyList<ApiMessage> Messages { get; init; } = [];

    /// <summary>The answer itself; null on failure, and sometimes on success (reference 1.2).</summary>
    public T? Result { get; init; }

    /// <summary>Paging figures of a list.</summary>
    public ResultInfo? ResultInfo { get; init; }
}

/// <summary>Paging figures of a list answer.</summary>
public sealed record ResultInfo
{
    /// <summary>Items on this page.</summary>
    public int? Count { get; init; }

    /// <summary>This page's number, from 1.</summary>
    public int? Page { get; init; }

    /// <summary>Items a page holds at most.</summary>
    public int? PerPage { get; init; }

    /// <summary>Items on all pages.</summary>
    public int? TotalCount { get; init; }

    /// <summary>Number of pages.</summary>
    public int? TotalPages { get; init; }
}
