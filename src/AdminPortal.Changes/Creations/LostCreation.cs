using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Changes.Creations;

/// <summary>Looks for a creation that got no answer. There is no id to look for, so what the list holds is compared with what was sent.</summary>
/// <remarks>
/// Where the API tells when a resource was created, older ones do not count. Where it does not, one that was there before and is the same in
/// every member is taken for the new one; several are told as such.
/// </remarks>
/// <param name="Sent">What the POST sent.</param>
/// <param name="Since">When it was sent, by this console's clock.</param>
/// <param name="ClonedFrom">The id of the resource that it is a copy of.</param>
internal sealed record LostCreation(JsonObject Sent, DateTimeOffset Since, string? ClonedFrom)
{
    /// <summary>The API's clock may be behind this console's.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    public async Task<(WriteFate Fate, IReadOnlyList<TResource> Alike)> LookForAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, ICreatableKind<TResource, TInput> creatable, AccountClient client, TimeProvider time, CancellationToken cancellationToken)
        where TResource : class
        where TInput : class
    {
        var found = await LostWrite.LookAsync(
            token => creatable.ListAroundAsync(client, kind.FromJson(Sent), token), result => Alike(kind, creatable, result).Count > 0, time, cancellationToken);
        var alike = Alike(kind, creatable, found);
        var fate = alike.Count switch
        {
            1 => WriteFate.Arrived,
            0 when IsWhole(found) => WriteFate.NotArrived,
            _ => WriteFate.CannotTell,
        };
        return (fate, alike);
    }

    private static bool IsWhole<TResource>(ApiResult<IReadOnlyList<TResource>>? found) =>
        found is ApiResult<IReadOnlyList<TResource>>.Ok { Value: var list, Answer: var answer } && !(answer.ResultInfo?.TotalCount > list.Count);

    private IReadOnlyList<TResource> Alike<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, ICreatableKind<TResource, TInput> creatable, ApiResult<IReadOnlyList<TResource>>? found)
        where TResource : class
        where TInput : class => found is ApiResult<IReadOnlyList<TResource>>.Ok { Value: var list }
            ? [.. list.Where(resource => kind.IdOf(resource) != ClonedFrom && !(creatable.CreatedAt(resource) < Since - Skew) && IsLike(kind, resource))]
            : [];

    private bool IsLike<TResource, TInput>(ResourceKind<TResource, TInput> kind, TResource resource)
        where TResource : class
        where TInput : class => kind.ReadOnlyReason(resource) is null && IsLike(kind, Sent, kind.InputOf(resource));

    /// <summary>Whether an input is as it was sent, but for what the server fills in or adds.</summary>
    internal static bool IsLike(ResourceKind kind, JsonObject sent, JsonObject found) => InputDiff.Between(kind, sent, found)
        .All(difference => difference.Before is null && kind.FieldAt(difference.Pointer) is null or { IsFilledIn: true });
}
