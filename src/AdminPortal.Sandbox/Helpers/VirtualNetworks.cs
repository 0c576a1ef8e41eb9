using System.Text.Json;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Helpers;

/// <summary>What other kinds ask about virtual networks.</summary>
internal static class VirtualNetworks
{
    /// <summary>Null where the account has none.</summary>
    public static Guid? DefaultId(AccountState account)
        => account[VirtualNetworksSection.Kind].Read().Resources.FirstOrDefault(network => IsDefault(network) && !IsDeleted(network)) is { } found
            ? Guid.Parse(found.Id)
            : null;

    /// <summary>A UUID of 36 characters; the framework takes more than that, such as blanks around it.</summary>
    public static bool TryParseId(string? text, out Guid id)
    {
        id = Guid.Empty;
        return text?.Length == 36 && text.All(letter => char.IsAsciiHexDigit(letter) || letter == '-') && Guid.TryParseExact(text, "D", out id);
    }

    public static bool Exists(AccountState account, Guid id)
        => account[VirtualNetworksSection.Kind].Find(id.ToString()) is { } network && !IsDeleted(network);

    public static bool IsDefault(Resource network) => network.Json.Member("is_default_network").ValueKind == JsonValueKind.True;

    public static bool IsDeleted(Resource network) => network.Json.Member("deleted_at").ValueKind == JsonValueKind.String;
}
