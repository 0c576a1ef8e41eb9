using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Changes.Batches;

/// <summary>Looks for many targets, a hundred to a call: the parameter is repeated in the address, whose length is limited.</summary>
internal sealed class TargetLook(AccountClient client)
{
    private const int PerCall = 100;
    private const int PerPage = 1000;

    /// <summary>A write may still be on its way when the first look does not find what it did.</summary>
    public static readonly TimeSpan SecondLook = TimeSpan.FromSeconds(2);

    /// <summary>The targets of these ids.</summary>
    public Task<TargetsFound> ByIdAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        InPartsAsync(ids, PerCall, part => new() { TargetIds = part, PerPage = PerPage }, cancellationToken);

    /// <summary>The targets that have one of these addresses, in whatever network.</summary>
    public Task<TargetsFound> ByAddressAsync(IEnumerable<string> addresses, CancellationToken cancellationToken) =>
        InPartsAsync(addresses, PerCall, part => new() { Ips = part, PerPage = PerPage }, cancellationToken);

    /// <summary>The targets of these hostnames, a call for each.</summary>
    public Task<TargetsFound> ByHostnameAsync(IEnumerable<string> hostnames, CancellationToken cancellationToken) =>
        InPartsAsync(hostnames, 1, part => new() { Hostname = part[0], PerPage = PerPage }, cancellationToken);

    /// <summary>The same after a write, which is done whatever becomes of the look: one that is cancelled tells nothing.</summary>
    public static async Task<TargetsFound> AfterWriteAsync(Func<Task<TargetsFound>> look, IEnumerable<string> keys)
    {
        try
        {
            return await look();
        }
        catch (OperationCanceledException)
        {
            return new([], keys.ToHashSet(StringComparer.OrdinalIgnoreCase), new ApiFailure.Unreachable("The reading was cancelled.", MayHaveLanded: false, ApiAnswer.None));
        }
    }

    private async Task<TargetsFound> InPartsAsync(IEnumerable<string> keys, int size, Func<string[], TargetQuery> query, CancellationToken cancellationToken)
    {
        var parts = keys.Distinct(StringComparer.OrdinalIgnoreCase).Chunk(size);
        var found = await Task.WhenAll(parts.Select(part => ReadAsync(part, query(part), cancellationToken)));
        return new(
            [.. found.SelectMany(one => one.Targets).DistinctBy(target => target.Id, StringComparer.OrdinalIgnoreCase)],
            found.SelectMany(one => one.Untold).ToHashSet(StringComparer.OrdinalIgnoreCase),
            found.Select(one => one.Failure).FirstOrDefault(failure => failure is not null));
    }

    private async Task<TargetsFound> ReadAsync(string[] keys, TargetQuery query, CancellationToken cancellationToken) =>
        (await client.Targets.ListAsync(client.AccountId, query.ToParameters(), cancellationToken)).Match<TargetsFound>(
            ok => IsWhole(ok)
                ? new(ok.Value, new HashSet<string>(), null)
                : new(ok.Value, Keys(keys), new ApiFailure.Unreachable("The API answered with fewer targets than it counts.", MayHaveLanded: false, ok.Answer)),
            failure => new([], Keys(keys), failure));

    /// <summary>What is missing in an answer that is not whole may be there all the same.</summary>
    private static bool IsWhole(ApiResult<IReadOnlyList<Target>>.Ok answer) =>
        answer.Value.Count < PerPage && (answer.Answer.ResultInfo is not { } info || (info.TotalCount ?? info.Count ?? 0) <= answer.Value.Count);

    private static HashSet<string> Keys(string[] keys) => keys.ToHashSet(StringComparer.OrdinalIgnoreCase);
}

/// <summary>What a look for many targets came to.</summary>
/// <param name="Targets">The targets that are there.</param>
/// <param name="Untold">What was looked for and may be there although it is not among <paramref name="Targets"/>.</param>
/// <param name="Failure">Why; null where everything is told.</param>
public sealed record TargetsFound(IReadOnlyList<Target> Targets, IReadOnlySet<string> Untold, ApiFailure? Failure)
{
    /// <summary>The target of an id.</summary>
    public Target? Find(string id) => Targets.FirstOrDefault(target => string.Equals(target.Id, id, StringComparison.OrdinalIgnoreCase));
}
