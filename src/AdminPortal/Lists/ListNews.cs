using AdminPortal.Changes.Feed;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Lists;

/// <summary>What this console has changed in a list while it was open.</summary>
/// <param name="At">When the list was read again, or could not be.</param>
/// <param name="Words">What has changed, and by whom.</param>
/// <param name="IsShown">Whether the list shows it.</param>
public sealed record ListNews(DateTimeOffset At, string Words, bool IsShown)
{
    /// <summary>Puts changes into words.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="changes">The changes, in order; at least one.</param>
    /// <param name="nameOf">The name of a resource that the page shows, or showed before; null of any other.</param>
    public static string WordsOf(ResourceKind kind, IReadOnlyList<ResourceChange> changes, Func<string, string?> nameOf)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(nameOf);
        var fates = changes
            .SelectMany(change => change.Ids is { Count: > 0 } ids ? ids.Select(id => (Id: id, change.What)) : [(Id: "", change.What)])
            .GroupBy(one => one.Id, one => one.What)
            .Select(one => (Id: one.Key, What: Together([.. one])))
            .ToList();
        return $"{Subject(kind, fates.ConvertAll(one => one.Id), nameOf)} {Verb(fates.ConvertAll(one => one.What), isOne: fates is [var only] && only.Id.Length > 0)} by {Persons(changes)}";
    }

    /// <summary>What is created and then filled is created; what is deleted in the end is deleted.</summary>
    private static WhatHappened Together(List<WhatHappened> fates) =>
        fates[^1] == WhatHappened.Updated && fates[0] == WhatHappened.Created ? WhatHappened.Created : fates[^1];

    private static string Subject(ResourceKind kind, List<string> ids, Func<string, string?> nameOf)
    {
        var names = ids.Select(nameOf).OfType<string>().ToList();
        return (names, ids) switch
        {
            ([var name], [_]) => name,
            ([], [""]) => kind.PluralName.ToLowerInvariant(),
            ([], [_]) => $"{Some(kind, 1)} that this page does not show",
            ([], _) => $"{Some(kind, ids.Count)} that this page does not show",
            ([var name, ..], _) => $"{name} and {ids.Count - 1} more",
        };
    }

    private static string Some(ResourceKind kind, int count) => count == 1 ? $"one {kind.Name.ToLowerInvariant()}" : $"{count} {kind.PluralName.ToLowerInvariant()}";

    private static string Verb(List<WhatHappened> fates, bool isOne)
    {
        var verb = isOne ? "was" : "were";
        return fates.Distinct().ToList() switch
        {
            [WhatHappened.Created] => $"{verb} created",
            [WhatHappened.Updated] => $"{verb} changed",
            [WhatHappened.Deleted] => $"{verb} deleted",
            [WhatHappened.Unclear] => "may have been changed",
            var many => many.Contains(WhatHappened.Unclear) ? $"{verb} changed, or may have been," : $"{verb} changed",
        };
    }

    private static string Persons(IReadOnlyList<ResourceChange> changes) => changes.Select(change => change.ActorName).Distinct(StringComparer.Ordinal).ToList() switch
    {
        [var one] => one,
        [var one, var other] => $"{one} and {other}",
        [var one, .. var others] => $"{one} and {others.Count} others",
        [] => "somebody",
    };
}
