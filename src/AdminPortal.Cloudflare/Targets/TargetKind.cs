using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using FluentValidation;

namespace AdminPortal.Cloudflare.Targets;

/// <summary>Infrastructure access targets (seed 000, reference 2).</summary>
public sealed class TargetKind : ResourceKind<Target, TargetInput>, ICreatableKind<Target, TargetInput>, IDeletableKind
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly TargetKind Instance = new();

    private static readonly TargetRules OneForAll = new();

    /// <inheritdoc/>
    public override string Name => "Target";

    /// <inheritdoc/>
    public override string PluralName => "Targets";

    /// <inheritdoc/>
    public override string Path => "infrastructure/targets";

    /// <inheritdoc/>
    public override string ReadPermission => "Zero Trust Read or Zero Trust Write";

    /// <inheritdoc/>
    public override string WritePermission => "Zero Trust Write";

    /// <inheritdoc/>
    public override IReadOnlyList<ResourceField> Fields { get; } =
    [
        new("/hostname", "Hostname", FieldMeaning.Hostname),
        new("/ip/ipv4/ip_addr", "IPv4 address", FieldMeaning.Address),
        new("/ip/ipv4/virtual_network_id", "IPv4 virtual network") { IsFilledIn = true },
        new("/ip/ipv6/ip_addr", "IPv6 address", FieldMeaning.Address),
        new("/ip/ipv6/virtual_network_id", "IPv6 virtual network") { IsFilledIn = true },
        new("/tags", "Tags"),
    ];

    /// <inheritdoc/>
    public string DeletionConsequence => "Access applications select targets by hostname or tags: people lose the way to this machine that such an application gives them.";

    /// <inheritdoc/>
    /// <remarks>Applications select a target by hostname and tags (reference 2.2): created again with the same ones, it is selected again.</remarks>
    public int UntypedDeletions => 5;

    /// <inheritdoc/>
    public TargetInput Empty => new() { Ip = new() };

    /// <inheritdoc/>
    public bool IsCompletedByUpdate => false;

    /// <inheritdoc/>
    public IReadOnlyList<string> SetByServer { get; } = ["Target ID", "Created", "Modified"];

    /// <inheritdoc/>
    public override string IdOf(Target resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Id;
    }

    /// <inheritdoc/>
    public override string NameOf(Target resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Hostname;
    }

    /// <inheritdoc/>
    public override TargetInput ToInput(Target resource) => TargetInput.From(resource);

    /// <inheritdoc/>
    public override IReadOnlyList<ReadOnlyMember> ReadOnlyMembers(Target resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return
        [
            new("Target ID", resource.Id),
            ReadOnlyMember.Moment("Created", resource.CreatedAt),
            ReadOnlyMember.Moment("Modified", resource.ModifiedAt),
        ];
    }

    /// <inheritdoc/>
    public override Task<ApiResult<Target>> ReadAsync(AccountClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Targets.ReadAsync(client.AccountId, id, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<ApiResult<Target>> UpdateAsync(AccountClient client, string id, TargetInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Targets.UpdateAsync(client.AccountId, id, input, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApiResult<Target>> CreateAsync(AccountClient client, TargetInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Targets.CreateAsync(client.AccountId, input, cancellationToken);
    }

    /// <inheritdoc/>
    /// <remarks>By hostname alone, the newest first: no document says how the API compares the spelling of addresses in a filter.</remarks>
    public Task<ApiResult<IReadOnlyList<Target>>> ListAroundAsync(AccountClient client, TargetInput sent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(sent);
        TargetQuery query = new() { Hostname = sent.Hostname, Order = "created_at", Descending = true, PerPage = TargetQuery.LargestPage };
        return client.Targets.ListAsync(client.AccountId, query.ToParameters(), cancellationToken);
    }

    /// <inheritdoc/>
    public DateTimeOffset? CreatedAt(Target resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.CreatedAt;
    }

    /// <inheritdoc/>
    public override OthersQuestion? AskAboutOthers(string? id, TargetInput? before, TargetInput after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return TargetAddressClash.Of(before, after) is [_, ..] places
            ? (client, cancellationToken) => TargetAddressClash.FindAsync(client, id, places, cancellationToken)
            : null;
    }

    /// <inheritdoc/>
    public Task<ApiResult<NoResult>> DeleteAsync(AccountClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Targets.DeleteAsync(client.AccountId, id, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<ApiResult<NoResult>> ProbeAsync(AccountClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return (await client.Targets.ListAsync(client.AccountId, new TargetQuery { PerPage = 1 }.ToParameters(), cancellationToken)).Select(_ => new NoResult());
    }

    /// <inheritdoc/>
    /// <remarks>Made once: building a validator costs more than running it, and a pasted list runs it a thousand times.</remarks>
    public override IValidator<TargetInput> Rules(RuleContext context) => OneForAll;
}
