using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Targets;

/// <summary>A virtual network, picked by name.</summary>
public sealed partial class NetworkField
{
    /// <summary>The account's networks, deleted ones included; null while they are read.</summary>
    [Parameter]
    public ApiResult<IReadOnlyList<VirtualNetwork>>? Networks { get; set; }

    /// <summary>A deleted network cannot be chosen; where it is the value, it is shown as what it is.</summary>
    private IReadOnlyList<(string Value, string Text)> Options => Networks!.Match<IReadOnlyList<(string, string)>>(
        ok =>
        [
            .. ok.Value
                .Where(network => network.DeletedAt is null || network.Id == Session.Text(Pointer))
                .OrderByDescending(network => network.IsDefaultNetwork is true)
                .ThenBy(network => network.Name, StringComparer.OrdinalIgnoreCase)
                .Select(network => (network.Id, $"{network.Name}{Remark(network)}")),
        ],
        _ => []);

    private string? Trouble => Networks!.Match<string?>(
        _ => null,
        _ => "The virtual networks could not be read, so there is none to choose from. The value that is there is kept.");

    private static string Remark(VirtualNetwork network) => network switch
    {
        { DeletedAt: not null } => " (deleted)",
        { IsDefaultNetwork: true } when !network.Name.Equals("default", StringComparison.OrdinalIgnoreCase) => " (default)",
        _ => "",
    };
}
