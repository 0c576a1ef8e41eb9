using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Changes.Updates;

/// <summary>Looks for an update that got no answer, by reading the resource.</summary>
internal static class LostUpdate
{
    /// <summary>What the live copy shows: what was sent, what was there before, or neither.</summary>
    public static async Task<UpdateOutcome<TResource>.Unanswered> LookForAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, AccountClient client, string id, JsonObject before, JsonObject sent, ApiFailure lost, TimeProvider time, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var found = await LostWrite.LookAsync(token => kind.ReadAsync(client, id, token), result => IsAt(kind, result, sent), time, cancellationToken);
        var fate = IsAt(kind, found, sent) ? WriteFate.Arrived : IsAt(kind, found, before) ? WriteFate.NotArrived : WriteFate.CannotTell;
        return new(lost, fate, found?.Match<TResource?>(ok => ok.Value, _ => null));
    }

    private static bool IsAt<TResource, TInput>(ResourceKind<TResource, TInput> kind, ApiResult<TResource>? found, JsonObject input)
        where TResource : class
        where TInput : class =>
        found is ApiResult<TResource>.Ok { Value: var resource } && InputDiff.Between(kind, input, kind.InputOf(resource)).Count == 0;
}
