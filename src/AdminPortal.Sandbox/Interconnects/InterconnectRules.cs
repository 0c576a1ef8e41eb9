using System.Text.Json;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Net;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Interconnects;

/// <summary>What an interconnect may be (reference 4.2 to 4.4, newest text). Names are checked against the interconnects that the request does not change.</summary>
internal sealed class InterconnectRules
{
    private const int SmallestMtu = 576;
    private readonly HashSet<string> _taken;
    private readonly bool _targetIsObject;

    public InterconnectRules(AccountState account, IReadOnlyList<Resource> changed, bool targetIsObject)
    {
        _targetIsObject = targetIsObject;
        var ids = changed.Select(interconnect => interconnect.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        _taken = account[InterconnectsSection.Kind].Read().Resources
            .Where(interconnect => !ids.Contains(interconnect.Id))
            .Select(interconnect => interconnect.Json.Member("name").TextOrEmpty())
            .ToHashSet(StringComparer.Ordinal);
    }

    public void Check(Field interconnect)
    {
        var isVersion15 = interconnect.Stored.Member("version").TextOrEmpty() == "1.5";
        CheckName(interconnect["name"]);
        interconnect["description"].RequireText("description");
        interconnect["automatic_return_routing"].RequireBoolean("automatic_return_routing");
        interconnect["mtu"].RequireWholeNumber("mtu", SmallestMtu);
        CheckInterfaceAddress(interconnect["interface_address"], isVersion15);
        CheckInterfaceAddress6(interconnect["interface_address6"]);
        CheckGre(interconnect["gre"], isVersion15);
        HealthCheckRules.Check(interconnect, isVersion15, _targetIsObject);
        BgpRules.Check(interconnect["bgp"]);
    }

    private void CheckName(Field name)
    {
        // Whether it changed or not: two changes of one request must not end up with one name.
        var kept = string.IsNullOrEmpty(name.Text) ? name.Stored.TextOrEmpty() : name.Text;
        var isFree = kept.Length == 0 || _taken.Add(kept);
        if (name.IsChanged(JsonValueKind.String, "name") && name.Text is not "" && !isFree)
            name.Refuse(ErrorCode.NotUnique, "Another tunnel has this name.");
    }

    private static void CheckInterfaceAddress(Field field, bool isVersion15)
    {
        if (!field.IsChanged(JsonValueKind.String, "interface_address"))
            return;
        var prefixes = isVersion15 ? "/31" : "/30 or /31";
        if (!Subnet.TryParse(field.Text, out var subnet) || !subnet.IsIPv4 || subnet.Length > 31 || subnet.Length < (isVersion15 ? 31 : 30))
            field.Refuse(ErrorCode.Invalid, $"interface_address must be an IPv4 address with a prefix of {prefixes}.");
        else if (!subnet.IsApprovedForTunnels)
            field.Refuse(ErrorCode.OutOfRange, "interface_address must be inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 169.254.240.0/20.");
    }

    private static void CheckInterfaceAddress6(Field field)
    {
        if (!field.IsChanged(JsonValueKind.String, "interface_address6"))
            return;
        if (!Subnet.TryParse(field.Text, out var subnet) || subnet.IsIPv4 || subnet.Length != 127)
            field.Refuse(ErrorCode.Invalid, "interface_address6 must be an IPv6 address with a prefix of /127.");
        else if (subnet.HasHostBits)
            field.Refuse(ErrorCode.Invalid, "interface_address6 must be the first address of its subnet.");
    }

    private static void CheckGre(Field gre, bool isVersion15)
    {
        if (!gre.IsChanged(JsonValueKind.Object, "gre"))
            return;
        var endpoint = gre["cloudflare_endpoint"];
        if (isVersion15 && endpoint.NeedsCheck)
            endpoint.Refuse(ErrorCode.NotSupported, "An interconnect of version 1.5 has no GRE tunnel.");
        else if (endpoint.IsChanged(JsonValueKind.String, "cloudflare_endpoint") && !Addresses.TryParseIPv4(endpoint.Text, out _))
            endpoint.Refuse(ErrorCode.Invalid, "cloudflare_endpoint must be an IPv4 address.");
    }
}
