using System.Net;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using FluentValidation;

namespace AdminPortal.Cloudflare.Apps;

/// <summary>Magic account apps, and the managed ones that stand in the same list (seed 001, reference 3).</summary>
public sealed class AppKind : ResourceKind<App, AppInput>, ICreatableKind<App, AppInput>, IDeletableKind
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly AppKind Instance = new();

    /// <inheritdoc/>
    public override string Name => "App";

    /// <inheritdoc/>
    public override string PluralName => "Apps";

    /// <inheritdoc/>
    public override string Path => "magic/apps";

    /// <inheritdoc/>
    public override string ReadPermission => "Magic WAN Read, Magic WAN Write, Magic Transit Read or Magic Transit Write";

    /// <inheritdoc/>
    public override string WritePermission => "Magic WAN Write or Magic Transit Write";

    /// <inheritdoc/>
    public override IReadOnlyList<ResourceField> Fields { get; } =
    [
        new("/name", "Name"),
        new("/type", "Type"),
        new("/hostnames", "Hostnames", FieldMeaning.Hostname),
        new("/ip_subnets", "IP subnets", FieldMeaning.Cidr),
        new("/source_subnets", "Source subnets", FieldMeaning.Cidr),
    ];

    /// <inheritdoc/>
    public string DeletionConsequence => "Sites refer to apps by id in their policies: traffic that such a policy steers by this app goes another way.";

    /// <inheritdoc/>
    /// <remarks>Sites refer to an app by its id (reference 3.2).</remarks>
    public int UntypedDeletions => 0;

    /// <inheritdoc/>
    public AppInput Empty => new();

    /// <inheritdoc/>
    public bool IsCompletedByUpdate => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> SetByServer { get; } = ["App ID"];

    /// <inheritdoc/>
    public override string IdOf(App resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.AccountAppId ?? resource.ManagedAppId ?? "";
    }

    /// <inheritdoc/>
    public override string NameOf(App resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return string.IsNullOrEmpty(resource.Name) ? IdOf(resource) : resource.Name;
    }

    /// <inheritdoc/>
    public override AppInput ToInput(App resource) => AppInput.From(resource);

    /// <inheritdoc/>
    public override string? ReadOnlyReason(App resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.IsManaged ? "Cloudflare manages this app for every account, so it cannot be changed here." : null;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ReadOnlyMember> ReadOnlyMembers(App resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.IsManaged ? [new("Managed app ID", resource.ManagedAppId)] : [new("App ID", resource.AccountAppId)];
    }

    /// <inheritdoc/>
    /// <remarks>The API has no call that reads one app, so the list is read and searched (reference 3.1).</remarks>
    public override async Task<ApiResult<App>> ReadAsync(AccountClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var list = await client.Apps.ListAsync(client.AccountId, cancellationToken);
        return list.Match<ApiResult<App>>(
            ok => Find(ok.Value, id) is { } app ? new ApiResult<App>.Ok(app, ok.Answer) : NotFound(id, ok.Answer),
            failure => new ApiResult<App>.Failed(failure));
    }

    /// <inheritdoc/>
    public override Task<ApiResult<App>> UpdateAsync(AccountClient client, string id, AppInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Apps.UpdateAsync(client.AccountId, id, input, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApiResult<App>> CreateAsync(AccountClient client, AppInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Apps.CreateAsync(client.AccountId, input, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApiResult<IReadOnlyList<App>>> ListAroundAsync(AccountClient client, AppInput sent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Apps.ListAsync(client.AccountId, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApiResult<NoResult>> DeleteAsync(AccountClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Apps.DeleteAsync(client.AccountId, id, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<ApiResult<NoResult>> ProbeAsync(AccountClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return (await client.Apps.ListAsync(client.AccountId, cancellationToken)).Select(_ => new NoResult());
    }

    /// <inheritdoc/>
    public override IValidator<AppInput> Rules(RuleContext context) => new AppRules();

    private static App? Find(IReadOnlyList<App> apps, string id) =>
        apps.FirstOrDefault(app => app.AccountAppId == id) ?? apps.FirstOrDefault(app => app.IsManaged && app.ManagedAppId == id);

    private static ApiResult<App> NotFound(string id, ApiAnswer answer) => new ApiResult<App>.Failed(new ApiFailure.Rejected(answer with
    {
        Status = HttpStatusCode.NotFound,
        Errors = [new() { Message = $"The account's list of apps holds none with the id {id}. It may have been deleted meanwhile." }],
    }));
}
