using AdminPortal.Changes.Batches;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Batches;

/// <summary>The words for many.</summary>
internal static class BatchWords
{
    private const int MostNamed = 20;

    /// <summary>Such as "1 target" and "1,000 targets".</summary>
    public static string Count(int count, ResourceKind kind) => $"{count:N0} {(count == 1 ? kind.Name : kind.PluralName).ToLowerInvariant()}";

    /// <summary>Names in a row, the first ones of many.</summary>
    public static string Names(IReadOnlyCollection<string> names) =>
        $"{string.Join(", ", names.Take(MostNamed))}{(names.Count > MostNamed ? $" and {names.Count - MostNamed:N0} more" : null)}";

    /// <summary>What is known of a call as a whole, where it is no plain failure: its rows say the rest.</summary>
    public static string? Unanswered(ApiFailure? failure) =>
        failure is ApiFailure.Unreachable { MayHaveLanded: true } lost ? $"{lost.Reason} So each was looked for, and nothing is sent twice by itself." : null;

    /// <summary>Rows of each fate, such as "2 deleted, 1 refused".</summary>
    public static string Sum<TResource>(IReadOnlyList<BatchRow<TResource>> rows, Func<BatchFate, string> words)
        where TResource : class =>
        string.Join(", ", rows.GroupBy(row => row.Fate).OrderBy(fate => fate.Key).Select(fate => $"{fate.Count():N0} {words(fate.Key)}"));
}
