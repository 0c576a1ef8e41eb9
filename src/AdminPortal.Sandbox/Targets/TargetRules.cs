using System.Text.Json;
using System.Text.RegularExpressions;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Helpers;
using AdminPortal.Sandbox.Net;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Targets;

/// <summary>What a target may be (reference 2.2). Several new targets of one request are checked against each other too.</summary>
internal sealed partial class TargetRules(AccountState account, string? exceptId = null)
{
    private readonly Guid? _defaultNetwork = VirtualNetworks.DefaultId(account);
    private readonly HashSet<(UInt128 Rank, bool IsIPv6, Guid Network)> _claimed = [];
    private HashSet<(UInt128 Rank, bool IsIPv6, Guid Network)>? _stored;
    private int _lookups;

    /// <summary>The network that the server fills in when an address names none; null where the account has none.</summary>
    public Guid? DefaultNetwork => _defaultNetwork;

    private IEnumerable<(UInt128 Rank, bool IsIPv6, Guid Network)> Stored => account[TargetsSection.Kind].Read().Resources
        .Where(target => !string.Equals(target.Id, exceptId, StringComparison.OrdinalIgnoreCase))
        .SelectMany(target => TargetView.Of(target).Addresses)
        .Select(address => address.Identity);

    public void Check(Field target)
    {
        CheckHostname(target["hostname"]);
        var ip = target["ip"];
        ip.RefuseWhenMissing("ip is required; it may be {}.");
        if (ip.IsChanged(JsonValueKind.Object, "ip"))
        {
            CheckAddress(ip["ipv4"], isIPv6: false);
            CheckAddress(ip["ipv6"], isIPv6: true);
        }

        CheckTags(target["tags"]);
    }

    private static void CheckHostname(Field hostname)
    {
        hostname.RefuseWhenMissing("hostname is required.");
        if (!hostname.IsChanged(JsonValueKind.String, "hostname"))
            return;
        if (hostname.Text!.Length is 0 or > 255)
            hostname.Refuse(ErrorCode.OutOfRange, "hostname must have 1 to 255 characters.");
        else if (!HostnameShape().IsMatch(hostname.Text))
            hostname.Refuse(ErrorCode.Invalid, "hostname may contain letters, digits, dashes and periods, no spaces, and must start and end with a letter or digit.");
    }

    private void CheckAddress(Field side, bool isIPv6)
    {
        if (!side.IsChanged(JsonValueKind.Object, isIPv6 ? "ipv6" : "ipv4"))
            return;

        var address = side["ip_addr"];
        var networkIsKnown = TryCheckNetwork(side["virtual_network_id"], isNeeded: address.IsPresent, out var network);
        if (!address.IsPresent || (address.NeedsCheck && !address.IsChanged(JsonValueKind.String, "ip_addr")))
            return;
        var isAddress = isIPv6 ? Addresses.TryParseIPv6(address.Text, out var parsed) : Addresses.TryParseIPv4(address.Text, out parsed);
        if (!isAddress)
        {
            if (address.NeedsCheck)
                address.Refuse(ErrorCode.Invalid, $"ip_addr must be an {(isIPv6 ? "IPv6" : "IPv4")} address.");
            return;
        }

        var identity = (Addresses.Rank(parsed), isIPv6, network);
        var wasItsOwn = side.Stored.Member("ip_addr").TextOrEmpty() == address.Text && StoredNetwork(side) == network;
        if (networkIsKnown && IsTaken(identity) && !wasItsOwn)
            address.Refuse(ErrorCode.NotUnique, "Another target has this address in the same virtual network.");
    }

    /// <summary>One target is looked up by a scan; many pay for an index, which with 100,000 stored costs as much as ten scans.</summary>
    private bool IsTaken((UInt128 Rank, bool IsIPv6, Guid Network) identity)
    {
        const int ScansBeforeIndex = 8;
        if (!_claimed.Add(identity))
            return true;
        return _stored is null && _lookups++ < ScansBeforeIndex ? Stored.Contains(identity) : (_stored ??= [.. Stored]).Contains(identity);
    }

    private bool TryCheckNetwork(Field field, bool isNeeded, out Guid network)
    {
        network = _defaultNetwork ?? Guid.Empty;
        if (!field.IsPresent)
        {
            if (isNeeded && _defaultNetwork is null)
                field.Refuse(ErrorCode.Required, "virtual_network_id is required: the account has no default network.");
            return _defaultNetwork is not null;
        }

        if (VirtualNetworks.TryParseId(field.Text, out network) && (!field.NeedsCheck || VirtualNetworks.Exists(account, network)))
            return true;
        if (field.NeedsCheck)
        {
            field.Refuse(
                field.Text is not null && network != Guid.Empty ? ErrorCode.UnknownReference : ErrorCode.Invalid,
                "virtual_network_id must be the UUID of a virtual network that exists and is not deleted.");
        }

        return false;
    }

    private Guid StoredNetwork(Field side)
        => Guid.TryParse(side.Stored.Member("virtual_network_id").TextOrEmpty(), out var stored) ? stored : _defaultNetwork ?? Guid.Empty;

    private static void CheckTags(Field tags)
    {
        if (!tags.IsChanged(JsonValueKind.Object, "tags"))
            return;
        foreach (var (name, tag) in tags.Members())
        {
            if (!tag.NeedsCheck && tag.IsPresent)
                continue;
            if (name.Length == 0)
                tag.Refuse(ErrorCode.Invalid, "A tag needs a key.");
            else if (tag.Value.ValueKind != JsonValueKind.String)
                tag.Refuse(ErrorCode.WrongType, $"The value of tag {name} must be a string.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HostnameShape();
}
