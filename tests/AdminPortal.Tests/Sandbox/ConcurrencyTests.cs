using System.Text.Json;

namespace AdminPortal.Tests.Sandbox;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Writers_Parallel_LoseNothing()
    {
        await using var sandbox = await SandboxHost.StartAsync(options => options.RateLimit.Enabled = false);

        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (number, _) =>
        {
            var created = (await sandbox.SendAsync("POST", "infrastructure/targets", Body(number, $"10.99.{number / 200}.{number % 200}"))).Expect(200);
            if (number % 2 == 0)
                (await sandbox.DeleteAsync($"infrastructure/targets/{created["id"]}")).Expect(200);
        });

        var all = await sandbox.GetAsync("infrastructure/targets");
        Assert.Equal(240 + 200, all.Items.Count);
        Assert.Equal(440, all.Envelope.GetProperty("result_info").GetProperty("total_count").GetInt32());
        Assert.Equal(
            Enumerable.Range(0, 200).Select(half => $"h{(half * 2) + 1}").Order(StringComparer.Ordinal),
            all.Items.Select(Hostname).Where(name => name.StartsWith('h')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Writers_SameAddress_OnlyOneWins()
    {
        // Looking through many targets takes long enough for two writers to meet, were they let in together.
        await using var sandbox = await SandboxHost.StartAsync(options => (options.RateLimit.Enabled, options.TargetCount) = (false, 20_000));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => sandbox.SendAsync("POST", "infrastructure/targets", Body(number, "10.99.0.1"))));

        Assert.Single(answers, answer => answer.Status == 200);
        Assert.Equal(15, answers.Count(answer => answer.Pointers is ["/ip/ipv4/ip_addr"]));
    }

    [Fact]
    public async Task Writers_EachWithItsOwnMember_LoseNone()
    {
        await using var sandbox = await SandboxHost.StartAsync(options => options.RateLimit.Enabled = false);

        var answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(number => sandbox.SendAsync("PATCH", SandboxHost.SampleApp, $$"""{"name":"n","m{{number}}":1}""")));

        Assert.All(answers, answer => answer.Expect(200));
        var app = (await sandbox.GetAsync("magic/apps")).Items[0];
        Assert.Equal(400, app.EnumerateObject().Count(member => member.Name[0] == 'm'));
    }

    [Fact]
    public async Task Readers_DuringWrites_SeeWholeObjects()
    {
        await using var sandbox = await SandboxHost.StartAsync(options => options.RateLimit.Enabled = false);

        // Every version carries its number twice; a torn one would carry two numbers.
        var writes = Enumerable.Range(0, 200).Select(number => sandbox.SendAsync("PUT", SandboxHost.SampleTarget, $$$"""{"hostname":"v{{{number}}}","ip":{"v":"v{{{number}}}"}}"""));
        var reads = Enumerable.Range(0, 200).Select(_ => sandbox.GetAsync(SandboxHost.SampleTarget));
        var answers = await Task.WhenAll(writes.Concat(reads));

        Assert.All(answers, answer => Assert.True(
            answer["hostname"] == "infra-access-target" || answer["hostname"] == answer["ip.v"],
            answer.Envelope.GetRawText()));
    }

    private static string Body(int number, string address) => $$$$"""{"hostname":"h{{{{number}}}}","ip":{"ipv4":{"ip_addr":"{{{{address}}}}"}}}""";

    private static string Hostname(JsonElement target) => target.GetProperty("hostname").GetString()!;
}
