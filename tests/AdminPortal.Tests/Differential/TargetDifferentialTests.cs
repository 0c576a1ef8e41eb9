using System.Text.RegularExpressions;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Differential;

public sealed partial class TargetDifferentialTests : DifferentialTests<Target, TargetInput>
{
    private const string NotUnique = "Another target has this address in the same virtual network.";

    private static readonly string[] Networks = ["c77b744e-acc8-428f-9257-6878c046ed55", "6f2d1c0a-4f0e-4f4b-9d2a-3b8a5c7e9d10", "a1f5b7c3-27d4-4b6e-8c19-5e0d9f3a6b42"];

    protected override ResourceKind<Target, TargetInput> Kind => TargetKind.Instance;

    protected override string Collection => "targets";

    protected override IReadOnlyList<string> Resources =>
    [
        """{"id":"{id}","hostname":"infra-access-target","ip":{"ipv4":{"ip_addr":"187.26.77.1","virtual_network_id":"c77b744e-acc8-428f-9257-6878c046ed55"},"ipv6":{"ip_addr":"64c0:64e8:f0b4:8dbf:7104:72b0:ec8f:7701","virtual_network_id":"c77b744e-acc8-428f-9257-6878c046ed55"}},"created_at":"2019-08-24T14:15:22Z","modified_at":"2019-08-24T14:15:22Z"}""",
        """{"id":"{id}","hostname":"db-01.fra.example.net","ip":{"ipv4":{"ip_addr":"10.20.77.2","virtual_network_id":"c77b744e-acc8-428f-9257-6878c046ed55"}},"tags":{"env":"production","a/b":"","o'clock":"1"},"x_new":{"deep":[1]}}""",
        """{"id":"{id}","hostname":"empty","ip":{},"tags":{}}""",
        $$$"""{"id":"{id}","hostname":"not allowed_","ip":{"ipv4":{"ip_addr":"10.1","virtual_network_id":"{{{SandboxHost.DeletedNetwork}}}"},"ipv6":{"ip_addr":"::ffff:10.0.77.3","virtual_network_id":"no uuid"}},"tags":{"":"no key"}}""",
        $$$"""{"id":"{id}","hostname":"{{{new string('h', 300)}}}","ip":{"ipv4":{"ip_addr":""},"ipv6":{"ip_addr":"2001:0DB8:0000::7704","virtual_network_id":""}},"tags":{"env":"x"}}""",
    ];

    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Good { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["/hostname"] = ["\"infra-access-target\"", "\"DB-01.example.net\"", "\"0\"", "\"xn--bcher-kva.example\"", $"\"{new string('a', 253)}\""],
        ["/ip/ipv4/ip_addr"] = ["\"10.213.77.1\"", "\"0.0.0.0\"", "\"255.255.255.255\"", "\"198.51.100.7\""],
        ["/ip/ipv6/ip_addr"] = ["\"2001:db8:77::1\"", "\"2001:0DB8:0077:0000:0000:0000:0000:0001\"", "\"::\"", "\"64:ff9b::198.51.100.7\""],
        ["/ip/ipv4/virtual_network_id"] = [.. Networks.Select(id => $"\"{id}\"")],
        ["/ip/ipv6/virtual_network_id"] = [.. Networks.Select(id => $"\"{id}\"")],
        ["/tags"] = ["""{"env":"lab"}""", "{}"],
    };

    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Hard { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["/hostname"] = [.. Enumerable.Range(252, 5).Select(length => $"\"{new string('a', length)}\""), "\"a_b\"", "\"a b\"", "\"-a\"", "\"a.\"", "\"a１\"", "\"é\""],
        ["/ip/ipv4/ip_addr"] = ["\"10.0.0.010\"", "\"10.0.0.256\"", "\"::1\"", "\"\""],
        ["/ip/ipv6/ip_addr"] = ["\"::ffff:10.0.0.1\"", "\"fe80::1%1\"", "\"10.0.0.1\"", "\"64:ff9b::10.0.0.010\"", "\"\""],
    };

    /// <summary>No form loads the addresses of all other targets (reference 2.2), so that only the API can tell that one is taken.</summary>
    protected override bool IsBeyondTheForm(ApiMessage refusal) => refusal.Message == NotUnique;

    protected override bool IsMadeUpId(string pointer, string text) =>
        pointer.EndsWith("/virtual_network_id", StringComparison.Ordinal) && Uuid.IsMatch(text) && !Networks.Contains(text, StringComparer.OrdinalIgnoreCase);

    protected override string IdOf(int index) => $"019a0000-0000-7000-8000-{index:x12}";

    [GeneratedRegex("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\z", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Uuid { get; }
}
