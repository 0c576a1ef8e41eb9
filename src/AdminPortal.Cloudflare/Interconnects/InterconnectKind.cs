using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;
using FluentValidation;

namespace AdminPortal.Cloudflare.Interconnects;

/// <summary>Magic CF interconnects (seed 004, reference 4).</summary>
public sealed class InterconnectKind : ResourceKind<Interconnect, InterconnectInput>
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly InterconnectKind Instance = new();

    /// <inheritdoc/>
    public override string Name => "Interconnect";

    /// <inheritdoc/>
    public override string PluralName => "Interconnects";

    /// <inheritdoc/>
    public override string Path => "magic/cf_interconnects";

    /// <inheritdoc/>
    public override string ReadPermission => "Magic WAN Read, Magic WAN Write, Magic Transit Read or Magic Transit Write";

    /// <inheritdoc/>
    public override string WritePermission => "Magic WAN Write or Magic Transit Write";

    /// <inheritdoc/>
    public override string Origin => "Interconnects are not created here: they come with a network interconnect (CNI), which is ordered in the dashboard or from your account team.";

    /// <inheritdoc/>
    public override string? ConsequenceOf(JsonObject before, JsonObject after) =>
        JsonPointer.ReadText(after, "/health_check/enabled") == "false" && JsonPointer.ReadText(before, "/health_check/enabled") != "false"
            ? "The health check is switched off: Cloudflare then shows this tunnel as down, whether it carries traffic or not."
            : null;

    /// <inheritdoc/>
    public override bool CanCheck => true;

    /// <inheritdoc/>
    public override IReadOnlyList<ResourceField> Fields { get; } =
    [
        new("/name", "Name"),
        new("/description", "Description", WhenEmptied: WhenEmptied.SendEmpty),
        new("/mtu", "MTU"),
        new("/interface_address", "Interface address", FieldMeaning.Cidr),
        new("/interface_address6", "Interface address (IPv6)", FieldMeaning.Cidr),
        new("/automatic_return_routing", "Automatic return routing"),
        new("/gre/cloudflare_endpoint", "GRE Cloudflare endpoint", FieldMeaning.Address),
        new("/health_check/enabled", "Health check enabled"),
        new("/health_check/rate", "Health check rate"),
        new("/health_check/type", "Health check type"),
        new("/health_check/target/saved", "Health check target", FieldMeaning.Address, WhenEmptied.SendEmpty),
    ];

    /// <inheritdoc/>
    public override string IdOf(Interconnect resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return resource.Id;
    }

    /// <inheritdoc/>
    public override string NameOf(Interconnect resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return string.IsNullOrEmpty(resource.Name) ? resource.Id : resource.Name;
    }

    /// <inheritdoc/>
    public override InterconnectInput ToInput(Interconnect resource) => InterconnectInput.From(resource);

    /// <inheritdoc/>
    public override IReadOnlyList<ReadOnlyMember> ReadOnlyMembers(Interconnect resource)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return
        [
            new("Interconnect ID", resource.Id),
            new("Location", resource.ColoName),
            new("Version", resource.Version),
            new("Effective health check target", resource.HealthCheck?.Target?.Effective),
            new("Virtual port reservation ID", resource.VirtualPortReservationId),
            ReadOnlyMember.Moment("Created", resource.CreatedOn),
            ReadOnlyMember.Moment("Modified", resource.ModifiedOn),
        ];
    }

    /// <inheritdoc/>
    public override async Task<ApiResult<Interconnect>> ReadAsync(AccountClient client, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var item = await client.Interconnects.ReadAsync(client.AccountId, id, cancellationToken);
        return Unwrap(item, answer => answer.Interconnect, mayHaveLanded: false);
    }

    /// <inheritdoc/>
    public override async Task<ApiResult<Interconnect>> UpdateAsync(AccountClient client, string id, InterconnectInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        var modification = await client.Interconnects.UpdateAsync(client.AccountId, id, validateOnly: null, input, cancellationToken);
        return Unwrap(modification, answer => answer.ModifiedInterconnect, mayHaveLanded: true);
    }

    /// <inheritdoc/>
    /// <remarks>What <c>validate_only</c> answers is documented in prose only (reference 10), so nothing of its result is used.</remarks>
    public override async Task<ApiResult<NoResult>> CheckAsync(AccountClient client, string id, InterconnectInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return await client.Interconnects.CheckAsync(client.AccountId, id, input, cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<ApiResult<NoResult>> ProbeAsync(AccountClient client, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(client);
        return (await client.Interconnects.ListAsync(client.AccountId, cancellationToken)).Select(_ => new NoResult());
    }

    /// <inheritdoc/>
    public override IValidator<InterconnectInput> Rules(RuleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new InterconnectRules(context);
    }

    /// <summary>What the rules need to know of the list that holds the interconnect <paramref name="id"/>.</summary>
    public static RuleContext ContextOf(IReadOnlyCollection<Interconnect> list, string id) =>
        new([.. list.Where(other => other.Id != id).Select(other => other.Name).OfType<string>()])
        {
            Version = list.FirstOrDefault(interconnect => interconnect.Id == id)?.Version,
        };

    private static ApiResult<Interconnect> Unwrap<T>(ApiResult<T> result, Func<T, Interconnect?> inner, bool mayHaveLanded) => result.Match<ApiResult<Interconnect>>(
        ok => inner(ok.Value) is { } interconnect
            ? new ApiResult<Interconnect>.Ok(interconnect, ok.Answer)
            : new ApiResult<Interconnect>.Failed(new ApiFailure.Unreachable("The API answered without the interconnect.", mayHaveLanded, ok.Answer)),
        failure => new ApiResult<Interconnect>.Failed(failure));
}
