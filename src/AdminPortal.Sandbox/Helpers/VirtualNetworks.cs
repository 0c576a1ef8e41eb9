using System.Text.Json;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Helpers;

/// <summary>What other kinds ask about virtual networks.</summary>
internal static class VirtualNetworks
{
    public static Guid DefaultId(AccountState account)
        => Guid.Parse(account[VirtualNetworksSection.Kind].Read().Resources.First(network => IsDefault(network) && !IsDeleted(network)).Id);

    public static bool Exists(AccountState account, Guid id)
        => account[VirtualNetworksSection.Kind].Find(id.ToString()) is { } network && !IsDeleted(network);

    public static bool IsDefault(Resource network) => network.Json.Member("is_default_network").ValueKind == JsonValueKind.True;

    public static bool IsDeleted(Resource network) => network.Json.Member("deleted_at").ValueKind == JsonValueKind.String;
}
