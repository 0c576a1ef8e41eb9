using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using FluentValidation;

namespace AdminPortal.Cloudflare.Peers;

/// <summary>Secondary DNS peers (seed 003, reference 5).</summary>
public sealed class PeerKind : ResourceKind<Peer, PeerInput>, ICreatableKind<Peer, PeerInput>, IDeletableKind
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly PeerKind Instance = new();

    /// <inheritdoc/>
    public override string Name => "Peer";

    /// <inheritdoc/>
    public override string PluralName => "Peers";

    /// <inheritdoc/>
    public override string Path => "secondary_dns/peers";

    /// <inheritdoc/>
    public override string ReadPermission => "Account Settings Read or Account Settings Write";

    /// <inheritdoc/>
    public override string WritePermission => "Account Settings Write";

    /// <inheritdoc/>
    public override IReadOnlyList<ResourceField> Fields { get; } =
    [
        new("/name", "Name"),
        new("/ip", "IP address", FieldMeaning.Address),
        new("/port", "Port") { IsFilledIn = true },
        new("/ixfr_enable", "Incremental transfer (IXFR)") { IsFilledIn = true },

        // How a TSIG is cleared is not documented (reference 5.2); a member that says "none" cannot be mistaken for one that was forgotten.
        new("/tsig_id", "TSIG", WhenEmptied: WhenEmptied.SendEmpty),
    ];

    /// <inheritdoc/>
    public string DeletionConsequence => "Zones link peers, and this API cannot tell which: transfers of zones that are linked to this peer stop.";

    /// <inheritdoc/>
    /// <remarks>Zones link a peer, and the link is stored with the zone (reference 5.2).</remarks>
    public int UntypedDeletions => 0;

    /// <inheritdoc/>
    public PeerInput Empty => new();

    /// <inheritdoc/>
    public bool IsCompletedByUpdate => true;

    /// <inheritdoc/>
    public IReadOnlyList<string> SetByServer { get; } = ["Peer ID"];

    /// <inheritdoc/>
    public override string IdOf(Peer resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Id;
    }

    /// <inheritdoc/>
    public override string NameOf(Peer resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Name;
    }

    /// <inheritdoc/>
    public override PeerInput ToInput(Peer resource) => PeerInput.From(resource);

    /// <inheritdoc/>
    public override IReadOnlyList<ReadOnlyMember> ReadOnlyMembers(Peer resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return [new("Peer ID", resource.Id)];
    }

    /// <inheritdoc/>
    public override Task<ApiResult<Peer>> ReadAsync(AccountClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Peers.ReadAsync(client.AccountId, id, cancellationToken);
    }

    /// <inheritdoc/>
    public override Task<ApiResult<Peer>> UpdateAsync(AccountClient client, string id, PeerInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Peers.UpdateAsync(client.AccountId, id, input, cancellationToken);
    }

    /// <inheritdoc/>
    public PeerInput FirstStep(PeerInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new() { Name = input.Name };
    }

    /// <inheritdoc/>
    public Task<ApiResult<Peer>> CreateAsync(AccountClient client, PeerInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Peers.CreateAsync(client.AccountId, input, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApiResult<IReadOnlyList<Peer>>> ListAroundAsync(AccountClient client, PeerInput sent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Peers.ListAsync(client.AccountId, cancellationToken);
    }

    /// <inheritdoc/>
    public override OthersQuestion? AskAboutOthers(string? id, PeerInput? before, PeerInput after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return before is null || !PeerTsigs.IsSame(before.TsigId, after.TsigId)
            ? (client, cancellationToken) => PeerTsigs.FindAsync(client, id, after, cancellationToken)
            : null;
    }

    /// <inheritdoc/>
    public Task<ApiResult<NoResult>> DeleteAsync(AccountClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Peers.DeleteAsync(client.AccountId, id, new NoBody(), cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<ApiResult<NoResult>> ProbeAsync(AccountClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return (await client.Peers.ListAsync(client.AccountId, cancellationToken)).Select(_ => new NoResult());
    }

    /// <inheritdoc/>
    public override IValidator<PeerInput> Rules(RuleContext context) => new PeerRules();
}
