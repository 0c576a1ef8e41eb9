using System.Text.Json;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Net;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Apps;

/// <summary>What an account app may be (reference 3.2).</summary>
internal static class AppRules
{
    public static readonly IReadOnlyList<string> Lists = ["hostnames", "ip_subnets", "source_subnets"];
    public static readonly IReadOnlyList<string> Members = ["name", "type", .. Lists];

    public static void CheckNew(Field app)
    {
        app["name"].RefuseWhenMissing("name is required.");
        app["type"].RefuseWhenMissing("type is required.");
        if (!Lists.Any(list => app[list].IsPresent))
            app.Findings.Add(ErrorCode.Required, "One of hostnames, ip_subnets and source_subnets is required.", pointer: null);
        CheckMembers(app);
    }

    public static void CheckChange(Field app)
    {
        if (!Members.Any(member => app[member].IsPresent))
            app.Findings.Add(ErrorCode.Required, $"At least one of {string.Join(", ", Members)} is required.", pointer: null);
        CheckMembers(app);
    }

    private static void CheckMembers(Field app)
    {
        foreach (var name in new[] { "name", "type" })
        {
            if (app[name].IsChanged(JsonValueKind.String, name) && string.IsNullOrWhiteSpace(app[name].Text))
                app[name].Refuse(ErrorCode.Required, $"{name} must not be empty.");
        }

        CheckList(app["hostnames"], "hostnames", CheckHostname);
        CheckList(app["ip_subnets"], "ip_subnets", CheckSubnet);
        CheckList(app["source_subnets"], "source_subnets", CheckSubnet);
    }

    /// <summary>Checks each item and that none stands twice; <paramref name="check"/> gives the item's identity, or null after refusing it.</summary>
    private static void CheckList(Field list, string name, Func<Field, object?> check)
    {
        if (!list.IsChanged(JsonValueKind.Array, name))
            return;
        Dictionary<object, int> seen = [];
        foreach (var item in list.Items())
        {
            if (check(item) is not { } identity)
                continue;
            var times = seen[identity] = seen.GetValueOrDefault(identity) + 1;
            if (times > Math.Max(1, TimesStored(list, item)))
                item.Refuse(ErrorCode.NotUnique, $"{item.Text} stands in {name} more than once.");
        }
    }

    /// <summary>A repetition that was there before is unchanged, and so is accepted.</summary>
    private static int TimesStored(Field list, Field item)
        => list.Stored.ValueKind == JsonValueKind.Array ? list.Stored.EnumerateArray().Count(stored => JsonElement.DeepEquals(stored, item.Value)) : 0;

    private static object? CheckHostname(Field hostname)
    {
        if (!hostname.IsPresent || hostname.NeedsCheck)
        {
            if (!DomainName.IsFullyQualified(hostname.Text))
            {
                hostname.Refuse(ErrorCode.Invalid, "A hostname must be a fully qualified domain name.");
                return null;
            }
        }

        return hostname.Text?.TrimEnd('.').ToUpperInvariant();
    }

    private static object? CheckSubnet(Field field)
    {
        var isSubnet = Subnet.TryParse(field.Text, out var subnet);
        if (!field.IsPresent || field.NeedsCheck)
        {
            var problem = !isSubnet ? "A subnet must be an IPv4 CIDR such as 192.0.2.0/24."
                : !subnet.IsIPv4 ? "IPv6 CIDRs are currently unsupported."
                : subnet.HasHostBits ? "The bits after the prefix must be zero."
                : null;
            if (problem is not null)
            {
                field.Refuse(isSubnet && !subnet.IsIPv4 ? ErrorCode.NotSupported : ErrorCode.Invalid, problem);
                return null;
            }
        }

        return isSubnet ? subnet.Identity : field.Text;
    }
}
