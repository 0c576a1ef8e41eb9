using System.Globalization;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Helpers;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Targets;

/// <summary>The initial targets: the documents' sample, then a fleet that is the same at every start.</summary>
internal static class TargetSamples
{
    /// <summary>A target whose network was deleted under it.</summary>
    public const int DanglingIndex = 33;

    private static readonly DateTimeOffset FirstCreated = new(2024, 8, 25, 5, 0, 22, TimeSpan.Zero);
    private static readonly TimeSpan Span = TimeSpan.FromDays(700);
    private static readonly string[] Sites = ["fra", "ams", "lhr", "iad", "sjc", "sin", "nrt", "syd", "gru", "jnb"];
    private static readonly string[] Roles = ["db", "web", "app", "cache", "queue", "mail", "git", "build", "log", "mon", "vpn", "dns"];
    private static readonly string[] Environments = ["production", "staging", "lab"];
    private static readonly string[] Teams = ["platform", "data", "edge", "network"];

    public static IEnumerable<Resource> Make(int count)
    {
        if (count > 0)
            yield return Sample();
        for (var index = 1; index < count; index++)
            yield return Generate(index, count);
    }

    private static Resource Sample() => new("182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", new JsonObject
    {
        ["id"] = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
        ["created_at"] = "2019-08-24T14:15:22Z",
        ["hostname"] = "infra-access-target",
        ["ip"] = new JsonObject
        {
            ["ipv4"] = Address("187.26.29.249", VirtualNetworksSection.DefaultId),
            ["ipv6"] = Address("64c0:64e8:f0b4:8dbf:7104:72b0:ec8f:f5e0", VirtualNetworksSection.DefaultId),
        },
        ["modified_at"] = "2019-08-24T14:15:22Z",
    });

    private static Resource Generate(int index, int count)
    {
        var created = FirstCreated + (Span * ((double)index / count));
        created = created.AddTicks(-(created.Ticks % TimeSpan.TicksPerMillisecond));
        var modified = index % 4 == 0 ? created.AddHours(1 + (index % 500)) : created;
        var id = MakeId(created, index);
        var hasOldDates = index % 12 == 1;
        return new Resource(id, new JsonObject
        {
            ["id"] = id,
            ["created_at"] = hasOldDates ? Dates.FormatOld(created) : Dates.Format(created),
            ["hostname"] = string.Create(CultureInfo.InvariantCulture, $"{Roles[index / 10 % 12]}-{1 + (index / 120):D2}.{Sites[index % 10]}.example.net"),
            ["ip"] = MakeAddresses(index),
            ["modified_at"] = hasOldDates ? Dates.FormatOld(modified) : Dates.Format(modified),
            ["tags"] = MakeTags(index),
        });
    }

    /// <summary>Both families, one of them, or (17 and 141) none: the documents allow an empty <c>ip</c>.</summary>
    private static JsonObject MakeAddresses(int index)
    {
        var ip = new JsonObject();
        if (index is 17 or 141)
            return ip;
        var network = index == DanglingIndex ? VirtualNetworksSection.DeletedId
            : index % 9 == 4 ? VirtualNetworksSection.PartnerId
            : index % 13 == 6 ? VirtualNetworksSection.LabId
            : VirtualNetworksSection.DefaultId;
        if (index % 10 != 8)
            ip["ipv4"] = Address(string.Create(CultureInfo.InvariantCulture, $"10.{20 + (index >> 16)}.{(index >> 8) & 255}.{index & 255}"), network);
        if (index % 10 is not (5 or 6 or 7))
            ip["ipv6"] = Address(MakeIPv6(index), network);
        return ip;
    }

    /// <summary>Real answers show addresses written out in full; most of these are short, so that both forms are met.</summary>
    private static string MakeIPv6(int index)
    {
        var (high, low) = (index >> 16, index & 0xffff);
        return index % 12 == 1
            ? string.Create(CultureInfo.InvariantCulture, $"2001:0db8:{index % 10:x4}:0000:0000:0000:{high:x4}:{low:x4}")
            : high == 0
                ? string.Create(CultureInfo.InvariantCulture, $"2001:db8:{index % 10:x}::{low:x}")
                : string.Create(CultureInfo.InvariantCulture, $"2001:db8:{index % 10:x}::{high:x}:{low:x}");
    }

    private static JsonObject MakeTags(int index) => (index % 5) switch
    {
        0 => new JsonObject { ["env"] = Environments[index / 5 % 3], ["team"] = Teams[index / 15 % 4] },
        3 => new JsonObject { ["env"] = Environments[index / 5 % 3] },
        _ => [],
    };

    private static JsonObject Address(string address, string network) => new() { ["ip_addr"] = address, ["virtual_network_id"] = network };

    /// <summary>A UUID of version 7, whose random part is a mix of the index instead.</summary>
    private static string MakeId(DateTimeOffset created, int index)
    {
        var mixed = unchecked((ulong)index * 0x9E3779B97F4A7C15UL);
        mixed ^= mixed >> 29;
        mixed = unchecked(mixed * 0xBF58476D1CE4E5B9UL);
        var time = (ulong)created.ToUnixTimeMilliseconds();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{time >> 16:x8}-{time & 0xffff:x4}-7{mixed >> 52:x3}-{0x8000 | (mixed & 0x3fff):x4}-{(mixed >> 4) & 0xffff_ffff_ffffUL:x12}");
    }
}
