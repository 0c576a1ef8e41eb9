using System.Globalization;

namespace AdminPortal.Tests.Sandbox;

public sealed class TargetListTests(SandboxHost sandbox) : IClassFixture<SandboxHost>
{
    private const string Sample = "infra-access-target";

    /// <summary>How many of the 240 targets each filter finds, and a hostname among them.</summary>
    [Theory]
    [InlineData("hostname=INFRA-access-TARGET", 1, Sample)]
    [InlineData("hostname=infra", 0, null)]
    [InlineData("hostname_contains=FRA.example", 23, "db-02.fra.example.net")]
    [InlineData("hostname_contains=access&hostname_contains=", 1, Sample)]
    [InlineData("ip_v4=187.26.29.249", 1, Sample)]
    [InlineData("ip_v6=64c0:64e8:f0b4:8dbf:7104:72b0:ec8f:f5e0", 1, Sample)]
    [InlineData("ip_v6=2001:db8:1::1", 1, "db-01.ams.example.net")]
    [InlineData("ips=187.26.29.249&ips=10.20.0.1&ips=2001:0db8:0001::0001", 2, "db-01.ams.example.net")]
    [InlineData("target_ids=182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e&target_ids=0192c355-a170-784e-b772-000000000000", 1, Sample)]
    [InlineData("target_ids=182BD5E5-6E1A-4FE4-A799-AA6D9A6AB26E", 1, Sample)]
    [InlineData("ip_like=187.26.*", 1, Sample)]
    [InlineData("ip_like=*:1", 1, "db-01.ams.example.net")]
    [InlineData("ip_like=2001:0db8:0001:*:0001", 1, "db-01.ams.example.net")]
    [InlineData("ip_like=10x20*", 0, null)]
    [InlineData("ipv4_start=10.20.0.1&ipv4_end=10.20.0.3", 3, "db-01.lhr.example.net")]
    [InlineData("ipv4_start=10.20.0.3&ipv4_end=10.20.0.1", 0, null)]
    [InlineData("ipv6_start=2001:db8:1::&ipv6_end=2001:db8:1::15", 3, "db-01.ams.example.net")]
    [InlineData("created_before=2019-08-24T14:15:22Z", 1, Sample)]
    [InlineData("created_before=2019-08-24T14:15:21Z", 0, null)]
    [InlineData("modified_before=2019-08-24T14:15:22Z", 1, Sample)]
    [InlineData("created_after=2019-08-24T14:15:22Z", 240, Sample)]
    [InlineData("created_after=2019-08-24T14:15:23Z", 239, "db-01.ams.example.net")]
    [InlineData("modified_after=2019-08-24T14:15:23Z", 239, "db-01.ams.example.net")]
    [InlineData("virtual_network_id=0d9e8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b", 1, "cache-01.iad.example.net")]
    [InlineData("tag=env:lab&tag=team:data", 4, null)]
    [InlineData("tag=env:lab&hostname=infra-access-target", 0, null)]
    [InlineData("tag=env:nowhere", 0, null)]
    public async Task List_Filter_FindsWhatItSays(string query, int count, string? among)
    {
        var answer = (await sandbox.GetAsync($"infrastructure/targets?{query}")).Expect(200);

        Assert.Equal(count, answer.Items.Count);
        Assert.Equal(count, Info(answer, "total_count"));
        if (among is not null)
            Assert.Contains(among, Hostnames(answer));
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=x", "page")]
    [InlineData("page=99999999999", "page")]
    [InlineData("per_page=0", "per_page")]
    [InlineData("per_page=1001", "per_page")]
    [InlineData("order=name", "order")]
    [InlineData("order=tag:", "order")]
    [InlineData("direction=up", "direction")]
    [InlineData("virtual_network_id=x", "virtual_network_id")]
    [InlineData("target_ids=x", "target_ids")]
    [InlineData("ip_v4=2001:db8::1", "ip_v4")]
    [InlineData("ip_v6=10.0.0.1", "ip_v6")]
    [InlineData("ips=10.1", "ips")]
    [InlineData("ipv4_start=10.0.0.1", "ipv4_end")]
    [InlineData("ipv6_end=2001:db8::1", "ipv6_start")]
    [InlineData("created_after=yesterday", "created_after")]
    [InlineData("modified_before=1", "modified_before")]
    [InlineData("tag=env", "tag")]
    [InlineData("tag=:lab", "tag")]
    [InlineData("tag=env:", "tag")]
    public async Task List_InvalidParameter_400NamesIt(string query, string parameter)
        => Assert.Contains($"'{parameter}'", Assert.Single((await sandbox.GetAsync($"infrastructure/targets?{query}")).Expect(400).Messages), StringComparison.Ordinal);

    [Fact]
    public async Task List_SeveralInvalidParameters_AllAreNamed()
        => Assert.Equal(3, (await sandbox.GetAsync("infrastructure/targets?page=x&order=x&ips=x")).Expect(400).Messages.Count);

    [Fact]
    public async Task List_NoParameters_OnePageOfAtMost1000()
    {
        var answer = await sandbox.GetAsync("infrastructure/targets");

        Assert.Equal((240, 1, 1000, 240, 1), (Info(answer, "count"), Info(answer, "page"), Info(answer, "per_page"), Info(answer, "total_count"), Info(answer, "total_pages")));
    }

    [Fact]
    public async Task List_Pages_CoverEveryTargetOnce()
    {
        var pages = new List<Answer>();
        for (var page = 1; page <= 4; page++)
            pages.Add(await sandbox.GetAsync($"infrastructure/targets?per_page=75&page={page}&order=hostname"));

        Assert.Equal([75, 75, 75, 15], pages.Select(page => Info(page, "count")));
        Assert.All(pages, page => Assert.Equal(4, Info(page, "total_pages")));
        Assert.Equal(240, pages.SelectMany(page => page.Items).Select(target => target.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task List_PageAfterTheLast_IsEmpty()
    {
        var answer = (await sandbox.GetAsync("infrastructure/targets?page=2147483647")).Expect(200);

        Assert.Equal((0, 240), (Info(answer, "count"), Info(answer, "total_count")));
    }

    [Fact]
    public async Task List_OrderedByHostname_AscendsAndDescends()
    {
        var ascending = Hostnames(await sandbox.GetAsync("infrastructure/targets?order=hostname"));
        var descending = Hostnames(await sandbox.GetAsync("infrastructure/targets?order=hostname&direction=desc"));

        Assert.Equal(ascending.Order(StringComparer.OrdinalIgnoreCase), ascending);
        Assert.Equal(Enumerable.Reverse(ascending), descending);
    }

    [Fact]
    public async Task List_OrderedByCreation_ReadsBothLayoutsOfDates()
    {
        var dates = (await sandbox.GetAsync("infrastructure/targets?order=created_at")).Items
            .Select(target => target.GetProperty("created_at").GetString()!.Replace(" +0000 UTC", "Z", StringComparison.Ordinal))
            .Select(text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture))
            .ToList();

        Assert.Equal(dates.Order(), dates);
        Assert.Equal(Sample, Hostnames(await sandbox.GetAsync("infrastructure/targets?order=created_at"))[0]);
    }

    [Theory]
    [InlineData("asc", "lab")]
    [InlineData("desc", "staging")]
    public async Task List_OrderedByTag_UntaggedComeLast(string direction, string first)
    {
        var values = (await sandbox.GetAsync($"infrastructure/targets?order=tag:env&direction={direction}")).Items
            .Select(target => target.TryGetProperty("tags", out var tags) && tags.TryGetProperty("env", out var env) ? env.GetString() : null)
            .ToList();

        Assert.Equal(first, values[0]);
        Assert.Null(values[^1]);
        Assert.DoesNotContain(null, values.TakeWhile(value => value is not null));
        Assert.All(values.SkipWhile(value => value is not null), Assert.Null);
    }

    private static int Info(Answer answer, string member) => answer.Envelope.GetProperty("result_info").GetProperty(member).GetInt32();

    private static List<string> Hostnames(Answer answer) => [.. answer.Items.Select(target => target.GetProperty("hostname").GetString()!)];
}
