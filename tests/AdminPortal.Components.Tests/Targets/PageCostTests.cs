using System.Text.Json.Nodes;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Targets;
using AdminPortal.Tests.Sandbox;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Targets;

/// <summary>A hundred thousand targets, and what a page of them costs at the wire.</summary>
public sealed class HugeSandbox : IAsyncLifetime
{
    public SandboxHost Sandbox { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Sandbox = await SandboxHost.StartAsync(options =>
    {
        options.TargetCount = 100_000;
        options.FaultsEnabled = true;
        options.RateLimit.Enabled = false;
    });

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}

/// <inheritdoc cref="HugeSandbox"/>
public sealed class PageCostTests(HugeSandbox huge) : SandboxTestContext(huge.Sandbox), IClassFixture<HugeSandbox>
{
    private const string Path = $"/accounts/{SandboxHost.AccountId}/infrastructure/targets";

    [Theory]
    [InlineData("?size=100", 100, "100000 in all")]
    [InlineData("?page=1000&size=100", 100, "100000 in all")]
    [InlineData("?size=100&q=db-&sort=hostname&dir=desc", 100, "8339 match")]
    [InlineData("?size=100&ipv4-range=10.20.0.0-10.20.255.255&tag=env%3Alab&network=c77b744e-acc8-428f-9257-6878c046ed55&created-after=2024-10-01&sort=tag%3Ateam", 100, null)]
    [InlineData("?size=100&ipv4=10.1&tag=x&created-before=never", 100, "100000 in all")]
    public async Task Page_OfAHundredThousandTargets_CostsOneCall(string query, int rows, string? summary)
    {
        await ForgetAsync();

        var list = Loaded(query);

        Assert.Equal(rows, list.FindAll("tbody tr").Count);
        if (summary is not null)
        {
            Assert.Equal(summary, Summary(list));
        }

        Assert.Contains("per_page=100", Assert.Single(await AskedAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NextPage_OnItsWayForAWhile_IsOneCallAllTheSame()
    {
        var list = Loaded("?page=7&size=100");
        await ForgetAsync();
        await OrderAsync(new JsonObject { ["method"] = "GET", ["times"] = 1, ["latencyMs"] = 1000 });

        list.FindAll(".pager > a")[1].TriggerEvent("onpointerenter", EventArgs.Empty);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{Path}?page=8&size=100");

        // The call that was begun ahead, joined by the one that somebody waits for; and the page after, since the person is paging.
        list.WaitForAssertion(() => Assert.StartsWith("Page 8 of", list.Texts(".pager > span")[0], StringComparison.Ordinal));
        Assert.Single(await AskedAsync(), asked => asked.Contains("page=8&", StringComparison.Ordinal));
    }

    private static string Summary(IRenderedComponent<TargetsPage> list) => list.Find(".summary[role=status]").Words();

    private IRenderedComponent<TargetsPage> Loaded(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{Path}{query}");
        var list = Render<TargetsPage>(parameters => parameters.Add(page => page.AccountId, SandboxHost.AccountId));
        list.WaitForAssertion(() => Assert.NotEmpty(Summary(list)));
        return list;
    }
}
