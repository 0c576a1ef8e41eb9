using System.Text.Json.Nodes;
using AdminPortal.Changes.Batches.Lines;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Cloudflare.Values;
using Row = AdminPortal.Changes.Batches.BatchRow<AdminPortal.Cloudflare.Targets.Target>;

namespace AdminPortal.Changes.Batches;

/// <summary>The way of many creations: one PUT of the list, and a look for those that its answer does not name.</summary>
public sealed class TargetCreations(ICloudflareAccounts accounts, TimeProvider time, ChangeWriter writer)
{
    /// <summary>A target without an address can be looked for by its hostname only, which takes a call for each.</summary>
    private const int MostHostnameLooks = 50;

    /// <summary>By how much the API's clock may be behind this one.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    private static readonly TargetKind Kind = TargetKind.Instance;

    /// <summary>The targets that have an address of these lines already, for the review.</summary>
    public async Task<TargetsFound> FindAsync(string accountId, IEnumerable<TargetLine> lines, CancellationToken cancellationToken) =>
        accounts.Find(accountId) is { } client
            ? await new TargetLook(client).ByAddressAsync(lines.SelectMany(line => AddressesOf(Kind.FromJson(line.Input))), cancellationToken)
            : throw new ArgumentException("No account of this id is configured here.", nameof(accountId));

    /// <summary>Creates targets on behalf of <paramref name="actor"/>, who may say why.</summary>
    public Task<BatchOutcome<Target>> CreateAsync(Actor actor, string accountId, IReadOnlyList<JsonObject> proposed, string? reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(proposed);
        return writer.WatchAsync(Kind, "create many", () => MakeAsync(actor, accountId, proposed, reason, cancellationToken));
    }

    private async Task<BatchOutcome<Target>> MakeAsync(Actor actor, string accountId, IReadOnlyList<JsonObject> proposed, string? reason, CancellationToken cancellationToken)
    {
        if ((BatchLimits.RefusalFor(proposed.Count) ?? writer.Reasons.ProblemWith(Kind, reason)) is { } refusal)
        {
            return new BatchOutcome<Target>.Forbidden(refusal);
        }

        var begun = time.GetUtcNow();
        var batch = BatchWrite<Target, TargetInput>.Of(Kind, actor, accountId, ChangeOperation.Create, reason, ("PUT", "batch"), begun);
        IReadOnlyList<BatchIntent> wanted = [.. proposed.Select(input => new BatchIntent(null, null, input))];
        var admission = await batch.AdmitAsync(writer, wanted, cancellationToken);
        if (admission is not Admission.Granted { Client: var client })
        {
            return admission.Denied<BatchOutcome<Target>>(why => new BatchOutcome<Target>.Forbidden(why), trouble => new BatchOutcome<Target>.NotJournaled(trouble));
        }

        var inputs = proposed.Select(Kind.FromJson).ToList();
        return await batch.SendAsync(
            writer,
            wanted,
            () => client.Targets.CreateManyAsync(client.AccountId, inputs, cancellationToken),
            (intents, answer) => SettleAsync(new(client), intents, inputs, answer, begun, cancellationToken),
            cancellationToken);
    }

    private async Task<BatchOutcome<Target>.Ran> SettleAsync(
        TargetLook look, IReadOnlyList<BatchIntent> intents, List<TargetInput> inputs, ApiResult<IReadOnlyList<Target>> answer, DateTimeOffset begun, CancellationToken cancellationToken)
    {
        var failure = answer.Match<ApiFailure?>(_ => null, failed => failed);
        BatchErrors errors = new(answer.Answer.Errors, "");
        var elsewhere = errors.Elsewhere(inputs.Count);
        var named = Pair(inputs, answer.Match(ok => ok.Value, _ => []), inOrder: true);
        Looked looked = new(named, new HashSet<int>());
        if (named.Any(target => target is null) && (failure is null || !BatchWrite.ChangedNothing(failure)))
        {
            looked = await LookForAsync(look, inputs, named, begun, isAnswered: failure is ApiFailure.Rejected, cancellationToken);
        }

        var rows = intents.Select((intent, index) => new Row(
            intent,
            looked.There[index] is not null ? BatchFate.Done
                : errors.At(index).Count > 0 ? BatchFate.Refused
                : looked.Untold.Contains(index) ? BatchFate.CannotTell
                : BatchFate.NotDone,
            looked.There[index],
            errors.At(index)));
        return new([.. rows], answer.Answer with { Errors = elsewhere }, failure is null ? null : BatchWrite.WithErrors(failure, elsewhere));
    }

    /// <summary>Looks for what is not there yet at once and, unless the API has said no, again after a moment.</summary>
    private async Task<Looked> LookForAsync(
        TargetLook look, List<TargetInput> inputs, IReadOnlyList<Target?> named, DateTimeOffset begun, bool isAnswered, CancellationToken cancellationToken)
    {
        var first = await LookAsync(look, inputs, named, begun, TimeSpan.Zero, isAnswered, cancellationToken);
        return isAnswered || first.There.All(target => target is not null)
            ? first
            : await LookAsync(look, inputs, first.There, begun, TargetLook.SecondLook, isAnswered, cancellationToken);
    }

    private async Task<Looked> LookAsync(
        TargetLook look, List<TargetInput> inputs, IReadOnlyList<Target?> there, DateTimeOffset begun, TimeSpan wait, bool isAnswered, CancellationToken cancellationToken)
    {
        var missing = inputs.Where((_, index) => there[index] is null).ToList();
        var addresses = missing.SelectMany(AddressesOf).ToList();
        var hostnames = missing.Where(input => !AddressesOf(input).Any()).Select(input => input.Hostname!).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var found = await TargetLook.AfterWriteAsync(
            async () =>
            {
                await Task.Delay(wait, time, cancellationToken);
                var byAddress = await look.ByAddressAsync(addresses, cancellationToken);
                var byHostname = await look.ByHostnameAsync(hostnames.Take(MostHostnameLooks), cancellationToken);
                return new(
                    [.. byAddress.Targets, .. byHostname.Targets],
                    new HashSet<string>([.. byAddress.Untold, .. byHostname.Untold, .. hostnames.Skip(MostHostnameLooks)], StringComparer.OrdinalIgnoreCase),
                    byAddress.Failure ?? byHostname.Failure);
            },
            [.. addresses, .. hostnames]);

        // What is like it and older was there before, as far as the clocks agree: it says nothing about this batch.
        var known = there.OfType<Target>().Select(target => target.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var others = found.Targets.Where(target => !known.Contains(target.Id)).ToLookup(target => target.CreatedAt >= begun - ClockTolerance);
        Queue<Target?> rest = new(Pair(missing, [.. others[true]], inOrder: false));
        List<Target?> now = [.. there.Select(target => target ?? rest.Dequeue())];
        return new(now, Enumerable.Range(0, inputs.Count).Where(index => now[index] is null && IsUntold(inputs[index])).ToHashSet());

        bool IsUntold(TargetInput input) => KeysOf(input).Any(found.Untold.Contains) || (!isAnswered && others[false].Any(target => IsLike(input, target)));
    }

    /// <summary>Gives each input the target that is like it; with <paramref name="inOrder"/>, what is left over on both sides by its place, where there is a target for each.</summary>
    private static Target?[] Pair(List<TargetInput> inputs, IReadOnlyList<Target> targets, bool inOrder)
    {
        var left = targets.ToList();
        var pairs = new Target?[inputs.Count];
        for (var index = 0; index < inputs.Count; index++)
        {
            if (left.FindIndex(target => IsLike(inputs[index], target)) is var at and >= 0)
            {
                pairs[index] = left[at];
                left.RemoveAt(at);
            }
        }

        if (inOrder && targets.Count == inputs.Count)
        {
            Queue<Target> rest = new(left);
            return [.. pairs.Select(target => target ?? rest.Dequeue())];
        }

        return pairs;
    }

    private static bool IsLike(TargetInput wanted, Target there) =>
        string.Equals(wanted.Hostname, there.Hostname, StringComparison.OrdinalIgnoreCase)
        && IsLike(wanted.Ip?.Ipv4, there.Ip?.Ipv4)
        && IsLike(wanted.Ip?.Ipv6, there.Ip?.Ipv6);

    /// <summary>The server fills in a network that was left out.</summary>
    private static bool IsLike(TargetAddress? wanted, TargetAddress? there) =>
        Equals(Address.Any(wanted?.IpAddr), Address.Any(there?.IpAddr))
        && (wanted?.VirtualNetworkId is null || string.Equals(wanted.VirtualNetworkId, there?.VirtualNetworkId, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> AddressesOf(TargetInput input) => new[] { input.Ip?.Ipv4?.IpAddr, input.Ip?.Ipv6?.IpAddr }.OfType<string>().Where(address => address.Length > 0);

    private static IEnumerable<string> KeysOf(TargetInput input) => AddressesOf(input).Any() ? AddressesOf(input) : [input.Hostname!];

    /// <param name="There">The target of each input, where it is there.</param>
    /// <param name="Untold">The inputs of which that cannot be told.</param>
    private sealed record Looked(IReadOnlyList<Target?> There, IReadOnlySet<int> Untold);
}
