using System.Net;
using AdminPortal.Changes.Creations;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Changes.Journal;

/// <summary>Reads the resources of open changes, for <see cref="JournalReconciler"/>.</summary>
public sealed class LiveReads(ICloudflareAccounts accounts)
{
    private static readonly Dictionary<string, Func<AccountClient, OpenChange, CancellationToken, Task<LiveState>>> ByKind = new(StringComparer.Ordinal)
    {
        [TargetKind.Instance.Name] = (client, change, cancellation) => ReadAsync(TargetKind.Instance, client, change, cancellation),
        [AppKind.Instance.Name] = (client, change, cancellation) => ReadAsync(AppKind.Instance, client, change, cancellation),
        [PeerKind.Instance.Name] = (client, change, cancellation) => ReadAsync(PeerKind.Instance, client, change, cancellation),
        [InterconnectKind.Instance.Name] = (client, change, cancellation) => ReadAsync(InterconnectKind.Instance, client, change, cancellation),
    };

    /// <summary>The names of the kinds that can be read.</summary>
    public static IEnumerable<string> Kinds => ByKind.Keys;

    /// <summary>The live copy of a change's resource; for a creation, what may have come of it.</summary>
    public async Task<LiveState> ReadAsync(OpenChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return accounts.Find(change.Intent.Account) is not { } client ? new LiveState.NotRead("Its account is not configured in this console any more.")
            : !ByKind.TryGetValue(change.Intent.Kind, out var read) ? new LiveState.NotRead($"This console knows no kind named {change.Intent.Kind}.")
            : await read(client, change, cancellationToken);
    }

    private static async Task<LiveState> ReadAsync<TResource, TInput>(ResourceKind<TResource, TInput> kind, AccountClient client, OpenChange change, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        if (change.Intent.ResourceId is { } id)
        {
            return (await kind.ReadAsync(client, id, cancellationToken)).Match<LiveState>(
                ok => new LiveState.Read(kind, [Live(kind, ok.Value)]),
                failure => failure is ApiFailure.Rejected { Answer.Status: HttpStatusCode.NotFound } ? new LiveState.Read(kind, []) : NotRead(failure));
        }

        if (kind is not ICreatableKind<TResource, TInput> creatable || change.Intent.Proposed is not { } proposed)
        {
            return new LiveState.NotRead("The change names no resource.");
        }

        // Older ones were there before, as far as the API tells when it made them.
        return (await creatable.ListAroundAsync(client, kind.FromJson(proposed), cancellationToken)).Match<LiveState>(
            ok => new LiveState.Read(kind, [.. ok.Value.Where(one => !(creatable.CreatedAt(one) < change.At - LostCreation.Skew)).Select(one => Live(kind, one))]),
            NotRead);
    }

    private static LiveResource Live<TResource, TInput>(ResourceKind<TResource, TInput> kind, TResource resource)
        where TResource : class
        where TInput : class => new(kind.IdOf(resource), kind.NameOf(resource), kind.InputOf(resource));

    private static LiveState.NotRead NotRead(ApiFailure failure) => new(failure switch
    {
        ApiFailure.Unreachable unreachable => unreachable.Reason,
        _ => $"The API refused to show it (status {(int?)failure.Answer.Status}).",
    });
}
