using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Journal;

namespace AdminPortal.Benchmarks.Journal;

/// <summary>The changes of an invented team over three years: few people do most, most changes are of targets, some resources change all the time.</summary>
internal sealed class InventedTeam
{
    public const string Account = "023e105f4ecef8ad9ca31a8372d0c353";
    public const string OtherAccount = "9a7806061c88ada191ed06f989cc3dac";

    /// <summary>Changes targets only, and more than anybody else: whoever looks for anything else of theirs must not wait.</summary>
    public const string Automation = "deploy-bot";

    /// <summary>Changed a few things, long ago.</summary>
    public const string Retired = "zoe.early@example.com";

    /// <summary>Changes all the time.</summary>
    public const string BusyResource = "00000000-0000-4000-8000-000000000000";

    private const int Resources = 20_000;

    private readonly Random _random = new(20260131);

    /// <summary>The people, the busiest first.</summary>
    public static IReadOnlyList<string> People { get; } = [Automation, .. Enumerable.Range(1, 59).Select(number => $"person-{number:00}@example.com")];

    public static IReadOnlyList<string> Kinds { get; } = ["Target", "App", "Peer", "Interconnect"];

    public static IReadOnlyList<JournalEvent> Outcomes { get; } =
        [JournalEvent.Applied, JournalEvent.Rejected, JournalEvent.NotApplied, JournalEvent.Abandoned, JournalEvent.Unclear];

    public static string ResourceOf(int number) => $"{number:x8}-0000-4000-8000-000000000000";

    public Random Random => _random;

    public string AnyResource() => ResourceOf(Skewed(Resources));

    public string AnyPerson() => People[Skewed(People.Count)];

    public ChangeIntent Intent(int number)
    {
        var person = number < 200 ? Retired : _random.Next(100) < 40 ? Automation : AnyPerson();
        var kind = person == Automation ? "Target" : _random.Next(100) switch
        {
            < 75 => "Target",
            < 94 => "App",
            < 99 => "Peer",
            _ => "Interconnect",
        };
        var resource = _random.Next(100) == 0 ? BusyResource : AnyResource();
        return new()
        {
            Account = _random.Next(20) == 0 ? OtherAccount : Account,
            Actor = new(person, Role.Operator),
            Kind = kind,
            ResourceId = resource,
            ResourceName = $"app-{resource[..8]}.example.com",
            Operation = ChangeOperation.Update,
            Reason = $"NET-{_random.Next(10_000)}: move to the new range",
            Baseline = Input(resource, number),
            Proposed = Input(resource, number + 1),
            Method = "PUT",
            Path = $"/accounts/{Account}/infrastructure/targets/{resource}",
            Correlation = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
    }

    public ChangeOutcome Outcome(ChangeIntent intent)
    {
        var outcome = _random.Next(1000) switch
        {
            < 940 => JournalEvent.Applied,
            < 980 => JournalEvent.Rejected,
            < 985 => JournalEvent.NotApplied,
            < 997 => JournalEvent.Abandoned,
            _ => JournalEvent.Unclear,
        };
        return new(outcome)
        {
            Answer = new(outcome == JournalEvent.Rejected ? System.Net.HttpStatusCode.BadRequest : System.Net.HttpStatusCode.OK, "8f0a1b2c3d4e5f60-FRA", [], []),
            After = outcome == JournalEvent.Applied ? new ResourceImage.Known(intent.Proposed!) : new ResourceImage.Unknown(),
            Duration = TimeSpan.FromMilliseconds(_random.Next(50, 400)),
        };
    }

    /// <summary>The square makes small numbers frequent and large ones rare.</summary>
    private int Skewed(int count) => (int)(count * Math.Pow(_random.NextDouble(), 2));

    private static JsonObject Input(string resource, int number) => new()
    {
        ["hostname"] = $"app-{resource[..8]}.example.com",
        ["ip"] = new JsonObject
        {
            ["ipv4"] = new JsonObject { ["ip_addr"] = $"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}", ["virtual_network_id"] = "c77b744e-acc8-428f-9257-6878c046ed55" },
            ["ipv6"] = new JsonObject { ["ip_addr"] = $"2001:db8::{number & 65535:x}", ["virtual_network_id"] = "c77b744e-acc8-428f-9257-6878c046ed55" },
        },
        ["tags"] = new JsonObject { ["environment"] = "production", ["team"] = "network", ["rack"] = $"r{number % 40}" },
    };
}
