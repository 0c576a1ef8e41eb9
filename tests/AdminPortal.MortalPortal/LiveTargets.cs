using System.Net;
using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.MortalPortal;

/// <summary>Reads what became of a change of a target.</summary>
internal sealed class LiveTargets(IServiceProvider portal)
{
    private static readonly TargetKind Kind = TargetKind.Instance;

    public async Task<LiveState> ReadAsync(OpenChange change, CancellationToken cancellationToken)
    {
        var client = portal.GetRequiredService<ICloudflareAccounts>().Find(change.Intent.Account)!;
        var found = change.Intent.ResourceId is { } id
            ? (await Kind.ReadAsync(client, id, cancellationToken)).Select<IReadOnlyList<Target>>(target => [target])
            : await Kind.ListAroundAsync(client, Kind.FromJson(change.Intent.Proposed!), cancellationToken);
        return found.Match<LiveState>(
            ok => new LiveState.Read(Kind, [.. ok.Value.Select(target => new LiveResource(target.Id, target.Hostname, Kind.InputOf(target)))]),
            failure => failure.Answer.Status == HttpStatusCode.NotFound ? new LiveState.Read(Kind, []) : new LiveState.NotRead(failure.ToString()));
    }
}
