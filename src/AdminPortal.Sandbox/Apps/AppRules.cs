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
    private static readonly IReadOnlyList<string> Texts = ["name", "type"];

    public static void CheckNew(Field app)
    {
        foreach (var name in Texts)
        {
            if (string.IsNullOrWhiteSpace(app[name].Text) && app[name].Value.ValueKind is JsonValueKind.String or JsonValueKind.Null or JsonValueKind.Undefined)
                app[name].Refuse(ErrorCode.Required, $"{name} is required.");
        }

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
        foreach (var name in Texts)
            app[name].RequireText(name);
        CheckList(app["hostnames"], "hostnames", ProblemOfHostname, IdentityOfHostname);
        CheckList(app["ip_subnets"], "ip_subnets", ProblemOfSubnet, IdentityOfSubnet);
        CheckList(app["source_subnets"], "source_subnets", ProblemOfSubnet, IdentityOfSubnet);
    }

    /// <summary>Checks each item and that none stands twice. What was there before, a repetition too, is unchanged and so is accepted.</summary>
    private static void CheckList(Field list, string name, Func<string?, (int Code, string Message)?> problemOf, Func<string, object> identityOf)
    {
        if (!list.IsChanged(JsonValueKind.Array, name))
            return;
        HashSet<object> seen = [];
        var before = Spellings(list.Stored);
        Dictionary<string, int> times = new(StringComparer.Ordinal);
        foreach (var item in list.Items())
        {
            var isRepeated = item.Text is not null && !seen.Add(identityOf(item.Text));
            var count = item.Text is null ? 0 : times[item.Text] = times.GetValueOrDefault(item.Text) + 1;
            if ((!item.IsPresent || item.NeedsCheck) && problemOf(item.Text) is { } problem)
                item.Refuse(problem.Code, problem.Message);
            else if (isRepeated && count > before.GetValueOrDefault(item.Text!))
                item.Refuse(ErrorCode.NotUnique, $"{item.Text} stands in {name} more than once.");
        }
    }

    private static Dictionary<string, int> Spellings(JsonElement stored) => stored.ValueKind != JsonValueKind.Array ? [] : stored.EnumerateArray()
        .Where(item => item.ValueKind == JsonValueKind.String)
        .CountBy(item => item.GetString()!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    private static (int Code, string Message)? ProblemOfHostname(string? text)
        => DomainName.IsFullyQualified(text) ? null : (ErrorCode.Invalid, "A hostname must be a fully qualified domain name.");

    private static string IdentityOfHostname(string text) => (text.EndsWith('.') ? text[..^1] : text).ToUpperInvariant();

    private static (int Code, string Message)? ProblemOfSubnet(string? text) => Subnet.TryParse(text, out var subnet)
        ? !subnet.IsIPv4 ? (ErrorCode.NotSupported, "IPv6 CIDRs are currently unsupported.")
            : subnet.HasHostBits ? (ErrorCode.Invalid, "The bits after the prefix must be zero.")
            : null
        : (ErrorCode.Invalid, "A subnet must be an IPv4 CIDR such as 192.0.2.0/24.");

    /// <summary>A bare address, which only a stored list can hold, is its own subnet.</summary>
    private static object IdentityOfSubnet(string text) => Subnet.TryParse(text, out var subnet) ? subnet
        : Addresses.TryParseIPv4(text, out var address) ? new Subnet(address, 32)
        : text;
}
