using System.Text.Json.Nodes;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Batches;

/// <summary>One resource that is to be changed together with others.</summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
public sealed class ChangeRow<TResource>
{
    private ChangeRow(string name, UpdateRequest request, IReadOnlyList<FieldDifference> differences, string? consequence) =>
        (Name, Request, Differences, Consequence) = (name, request, differences, consequence);

    /// <summary>The resource's name.</summary>
    public string Name { get; }

    /// <summary>The resource's id.</summary>
    public string Id => Request.Id;

    /// <summary>The update.</summary>
    public UpdateRequest Request { get; }

    /// <summary>What it changes; nothing where the resource is as it is wanted.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; }

    /// <summary>What a person has to agree to, or null.</summary>
    public string? Consequence { get; }

    /// <summary>How far it is.</summary>
    public BatchStep<TResource> Step { get; set; } = new BatchStep<TResource>.Waiting();

    /// <summary>What the API said when it was asked to check without saving.</summary>
    public ApiResult<NoResult>? Check { get; set; }

    /// <summary>Lays what is wanted over a resource as it was read.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="accountId">The account.</param>
    /// <param name="id">The resource's id.</param>
    /// <param name="live">The resource's input as it was read.</param>
    /// <param name="wishes">Pointers and values of the fields that are wanted otherwise.</param>
    internal static ChangeRow<TResource> Of(string name, ResourceKind kind, string accountId, string id, JsonObject live, IReadOnlyList<(string Pointer, JsonNode Value)> wishes)
    {
        var proposed = (JsonObject)live.DeepClone();
        foreach (var (pointer, value) in wishes)
        {
            JsonPointer.Write(proposed, pointer, value.DeepClone());
        }

        return new(name, new(accountId, id, live, proposed), InputDiff.Between(kind, live, proposed), kind.ConsequenceOf(live, proposed));
    }
}
