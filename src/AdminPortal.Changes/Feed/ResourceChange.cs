namespace AdminPortal.Changes.Feed;

/// <summary>Something that this console has changed, or may have: who did what to which resources. It says nothing about their content.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="KindPath">The kind, by its path below the account, such as <c>infrastructure/targets</c>.</param>
/// <param name="Ids">The resources; empty where it is not known which.</param>
/// <param name="What">What happened to them.</param>
/// <param name="ActorName">The person who did it.</param>
/// <param name="At">When the answer came, or ceased to be expected.</param>
public sealed record ResourceChange(string AccountId, string KindPath, IReadOnlyList<string> Ids, WhatHappened What, string ActorName, DateTimeOffset At);

/// <summary>What a change did.</summary>
public enum WhatHappened
{
    /// <summary>The resources are new.</summary>
    Created,

    /// <summary>The resources have other values.</summary>
    Updated,

    /// <summary>The resources are gone.</summary>
    Deleted,

    /// <summary>A write got no answer: the resources may be as before.</summary>
    Unclear,
}
