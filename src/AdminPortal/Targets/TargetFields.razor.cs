using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Forms;

namespace AdminPortal.Targets;

/// <summary>The fields of a target, in the form of one that is there and of a new one.</summary>
public sealed partial class TargetFields
{
    private const string Ipv4 = "/ip/ipv4";
    private const string Ipv6 = "/ip/ipv6";

    private ApiResult<IReadOnlyList<VirtualNetwork>>? _networks;

    /// <inheritdoc/>
    /// <remarks>Deleted networks too: a target may still refer to one, which then has a name.</remarks>
    protected override async Task OnInitializedAsync() => _networks = await ReadAsync(
        (client, cancellationToken) => client.Helpers.ListVirtualNetworksAsync(AccountId, null, null, null, null, cancellationToken));

    /// <summary>Without its address a family goes as a whole; typed again, it is what it was with the new address.</summary>
    private static void SetAddress(EditSession session, string family, string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            session.Set(family, null);
            return;
        }

        if (JsonPointer.Read(session.Proposed, family) is null && JsonPointer.Read(session.Baseline, family) is { } before)
        {
            session.Set(family, before.DeepClone());
        }

        session.SetText($"{family}/ip_addr", text.Trim());
    }
}
