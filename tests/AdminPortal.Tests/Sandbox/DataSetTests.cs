using System.Net;
using System.Text.Json;

namespace AdminPortal.Tests.Sandbox;

public sealed class DataSetTests(SandboxHost sandbox) : IClassFixture<SandboxHost>
{
    [Fact]
    public async Task DataSet_EveryStart_IsTheSame()
    {
        await using var other = await SandboxHost.StartAsync();

        foreach (var path in new[] { "infrastructure/targets", "magic/apps", "secondary_dns/peers", "magic/cf_interconnects", "teamnet/virtual_networks", "secondary_dns/tsigs" })
            Assert.Equal((await sandbox.GetAsync(path)).Result.GetRawText(), (await other.GetAsync(path)).Result.GetRawText());
    }

    [Fact]
    public async Task DataSet_Counts_AreTheAgreedOnes()
    {
        Assert.Equal(240, (await ItemsAsync("infrastructure/targets")).Count);
        Assert.Equal(30, (await ItemsAsync("magic/apps")).Count);
        Assert.Equal(12, (await ItemsAsync("secondary_dns/peers")).Count);
        Assert.Equal(9, (await sandbox.GetAsync("magic/cf_interconnects")).Result.GetProperty("interconnects").GetArrayLength());
        Assert.Equal(3, (await ItemsAsync("secondary_dns/tsigs")).Count);
        Assert.Equal(4, (await ItemsAsync("teamnet/virtual_networks")).Count);
    }

    [Fact]
    public async Task Targets_Varied_AsRealOnesAre()
    {
        var targets = await ItemsAsync("infrastructure/targets");
        var generated = targets.Skip(1).Select(target => target.GetProperty("id").GetString()!).ToList();
        var addresses = targets.Select(target => target.GetProperty("ip")).ToList();

        Assert.All(generated, id => Assert.Equal('7', id[14]));
        Assert.Equal(generated.Order(StringComparer.Ordinal), generated);
        Assert.Equal(2, addresses.Count(ip => !ip.EnumerateObject().Any()));
        Assert.Contains(addresses, ip => ip.TryGetProperty("ipv4", out _) && !ip.TryGetProperty("ipv6", out _));
        Assert.Contains(addresses, ip => !ip.TryGetProperty("ipv4", out _) && ip.TryGetProperty("ipv6", out _));
        Assert.Contains(targets, target => target.GetProperty("created_at").GetString()!.EndsWith(" +0000 UTC", StringComparison.Ordinal));
        Assert.Contains(addresses, ip => ip.TryGetProperty("ipv6", out var six) && six.GetProperty("ip_addr").GetString()!.Contains(":0000:", StringComparison.Ordinal));
        Assert.Contains(targets, target => target.TryGetProperty("tags", out var tags) && tags.EnumerateObject().Any());
    }

    [Fact]
    public async Task Interconnects_Varied_AsRealOnesAre()
    {
        var all = (await sandbox.GetAsync("magic/cf_interconnects", ("x-magic-new-hc-target", "true"))).Result.GetProperty("interconnects").EnumerateArray().ToList();
        var saved = all.Select(interconnect => interconnect.GetProperty("health_check").GetProperty("target").GetProperty("saved").GetString()).ToList();

        Assert.Single(all, interconnect => interconnect.TryGetProperty("bgp", out _));
        Assert.False(Assert.Single(all, interconnect => interconnect.TryGetProperty("version", out var version) && version.GetString() == "1.5").TryGetProperty("gre", out _));
        Assert.Contains("", saved);
        Assert.Contains(saved, target => IPAddress.TryParse(target, out _));
        Assert.Equal(9, all.Select(interconnect => interconnect.GetProperty("name").GetString()).Distinct().Count());
        Assert.All(all, interconnect => Assert.Matches("^[0-9a-f]{32}$", interconnect.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task EverySample_SentBackAsItIs_IsAccepted()
    {
        await using var own = await SandboxHost.StartAsync();
        foreach (var (collection, id) in new[] { ("infrastructure/targets", "id"), ("magic/apps", "account_app_id"), ("secondary_dns/peers", "id") })
        {
            foreach (var item in (await own.GetAsync(collection)).Items.Where(item => item.TryGetProperty(id, out _)))
                (await own.SendAsync("PUT", $"{collection}/{item.GetProperty(id).GetString()}", item.GetRawText())).Expect(200);
        }
    }

    [Fact]
    public async Task Count_Configured_IsServed()
    {
        await using var large = await SandboxHost.StartAsync(options => options.TargetCount = 70_000);

        var last = (await large.GetAsync("infrastructure/targets?per_page=1000&page=70&order=created_at")).Expect(200);

        Assert.Equal(70_000, last.Envelope.GetProperty("result_info").GetProperty("total_count").GetInt32());
        Assert.Equal(1000, last.Items.Select(target => target.GetProperty("id").GetString()).Distinct().Count());
    }

    private async Task<IReadOnlyList<JsonElement>> ItemsAsync(string path) => (await sandbox.GetAsync(path)).Expect(200).Items;
}
