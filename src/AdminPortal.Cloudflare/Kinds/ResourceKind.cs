using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using FluentValidation;

namespace AdminPortal.Cloudflare.Kinds;

/// <summary>What all kinds have in common, so that lists, forms and the way of an update are written once.</summary>
public abstract class ResourceKind
{
    /// <summary>The kind's name for people, such as "Target".</summary>
    public abstract string Name { get; }

    /// <summary>The plural for people, such as "Targets".</summary>
    public abstract string PluralName { get; }

    /// <summary>The path below <c>accounts/{account_id}/</c>, such as <c>infrastructure/targets</c>; the console's addresses mirror it.</summary>
    public abstract string Path { get; }

    /// <summary>The path of all resources of an account below the API's base address.</summary>
    public string PathOf(string account) => $"/accounts/{account}/{Path}";

    /// <summary>The path of one resource below the API's base address.</summary>
    public string PathOf(string account, string id) => $"{PathOf(account)}/{id}";

    /// <summary>Permissions of which one is enough to read a resource (reference 1.8).</summary>
    public abstract string ReadPermission { get; }

    /// <summary>Permissions of which one is enough to change a resource (reference 1.8).</summary>
    public abstract string WritePermission { get; }

    /// <summary>The fields that the form models, in its order.</summary>
    public abstract IReadOnlyList<ResourceField> Fields { get; }

    /// <summary>Where resources of this kind come from, where the API cannot create them; null where it can.</summary>
    public virtual string? Origin => null;

    /// <summary>What a person has to agree to before this change is sent, or null where nothing of the kind.</summary>
    public virtual string? ConsequenceOf(JsonObject before, JsonObject after) => null;

    /// <summary>Whether the API can check an update without persisting it (<c>?validate_only=true</c>).</summary>
    public virtual bool CanCheck => false;

    /// <summary>Reads as little of the kind as the API allows, and drops it: the call shows whether the credential may read the kind, and changes nothing.</summary>
    public abstract Task<ApiResult<NoResult>> ProbeAsync(AccountClient client, CancellationToken cancellationToken);

    /// <summary>The field whose <see cref="ResourceField.Pointer"/> covers <paramref name="pointer"/>; the longest one wins.</summary>
    public ResourceField? FieldAt(string pointer) =>
        Fields.Where(field => field.Covers(pointer)).MaxBy(field => field.Pointer.Length);

    /// <summary>The first field that lies inside the object at <paramref name="pointer"/>, such as a health check's target for <c>/health_check/target</c>.</summary>
    public ResourceField? FirstFieldInside(string pointer) =>
        Fields.FirstOrDefault(field => field.Pointer.StartsWith($"{pointer}/", StringComparison.Ordinal));
}

/// <summary>A kind with its resource and its input.</summary>
/// <typeparam name="TResource">One object of the kind as the API returns it.</typeparam>
/// <typeparam name="TInput">The writable fields: what a form edits and a PUT sends.</typeparam>
public abstract class ResourceKind<TResource, TInput> : ResourceKind, IResourceKind<TResource>
    where TResource : class
    where TInput : class
{
    /// <summary>The resource's identifier.</summary>
    public abstract string IdOf(TResource resource);

    /// <summary>The resource's name for people.</summary>
    public abstract string NameOf(TResource resource);

    /// <summary>The writable fields of a resource, unknown members included.</summary>
    public abstract TInput ToInput(TResource resource);

    /// <summary>Why this resource cannot be changed at all, or null where it can.</summary>
    public virtual string? ReadOnlyReason(TResource resource) => null;

    /// <summary>Members that the server sets, as label and text, shown below the form.</summary>
    public abstract IReadOnlyList<ReadOnlyMember> ReadOnlyMembers(TResource resource);

    /// <summary>Reads the live copy.</summary>
    public abstract Task<ApiResult<TResource>> ReadAsync(AccountClient client, string id, CancellationToken cancellationToken);

    /// <summary>Sends the update: PUT with every field.</summary>
    public abstract Task<ApiResult<TResource>> UpdateAsync(AccountClient client, string id, TInput input, CancellationToken cancellationToken);

    /// <summary>Has the API check the update without persisting it. Only where <see cref="ResourceKind.CanCheck"/>.</summary>
    public virtual Task<ApiResult<NoResult>> CheckAsync(AccountClient client, string id, TInput input, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{PluralName} cannot be checked without saving.");

    /// <summary>What has to be asked about the account's other resources before a save; null where the kind has no such rule, or the change does not touch it.</summary>
    /// <param name="id">The resource itself, which is none of the others; null for a new one.</param>
    /// <param name="before">The input as it is now; null for a new resource.</param>
    /// <param name="after">The input as it would be sent.</param>
    public virtual OthersQuestion? AskAboutOthers(string? id, TInput? before, TInput after) => null;

    /// <summary>The documented constraints of the input.</summary>
    public abstract IValidator<TInput> Rules(RuleContext context);

    /// <summary>The input as JSON, exactly as it is sent.</summary>
    public JsonObject ToJson(TInput input) => (JsonObject)CloudflareJson.ToNode(input)!;

    /// <summary>A resource's writable fields as JSON.</summary>
    public JsonObject InputOf(TResource resource) => ToJson(ToInput(resource));

    /// <summary>The input of its JSON.</summary>
    public TInput FromJson(JsonObject json) => CloudflareJson.FromNode<TInput>(json);
}

/// <summary>Asks the API what the account's other resources make unwise about an input. Its findings are warnings: others may change at any moment.</summary>
/// <param name="client">The account.</param>
/// <param name="cancellationToken">Cancels the call.</param>
public delegate Task<ApiResult<IReadOnlyList<RuleFinding>>> OthersQuestion(AccountClient client, CancellationToken cancellationToken);

/// <summary>A member that the server sets.</summary>
/// <param name="Label">Its name for people.</param>
/// <param name="Value">Its text, or null where it is absent.</param>
/// <param name="At">The moment that it is, where it is one.</param>
public sealed record ReadOnlyMember(string Label, string? Value, DateTimeOffset? At = null)
{
    /// <summary>A moment; its text is ISO 8601 in UTC.</summary>
    internal static ReadOnlyMember Moment(string label, DateTimeOffset? moment) =>
        new(label, moment?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"), moment);
}
