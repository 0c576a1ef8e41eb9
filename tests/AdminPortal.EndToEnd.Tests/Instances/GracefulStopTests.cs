using System.Net;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Instances;

/// <summary>A portal that is told to end does so between two writes, and keeps what is typed.</summary>
public sealed class GracefulStopTests(ChromiumFixture chromium) : IDisposable
{
    private const string Target = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
    private const string Form = $"/accounts/{SandboxApi.Account}/infrastructure/targets/{Target}";

    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("adminportal-stop-");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _store.Delete(recursive: true);
    }

    [Fact]
    public async Task Stop_WithASaveUnderWay_WaitsForItAndSendsNewPagesElsewhere()
    {
        await using var api = await StandingApi.StartAsync();
        await using var portal = await StartAsync(api);
        var browser = await chromium.OpenAsync(portal.Address);
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Hostname").FillAsync("saved-while-stopping");
        await browser.ReviewAsync();
        await api.Api.OrderAsync(new JsonObject { ["method"] = "PUT", ["times"] = 1, ["latencyMs"] = 4000 });
        await browser.SaveAsync();
        await api.Api.WriteArrivedAsync();

        portal.Terminate();
        using HttpClient http = new() { BaseAddress = portal.Address };
        await NotReadyAsync(http);
        using var page = await http.GetAsync("/drafts");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
        Assert.NotNull(page.Headers.RetryAfter);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live")).StatusCode);
        Assert.Equal(0, await portal.EndAsync());

        Assert.Equal("saved-while-stopping", (string?)(await api.Api.StoredAsync("targets", Target))["hostname"]);
        Assert.Equal(["Applied"], await OutcomesAsync());
        await browser.Page.Context.DisposeAsync();
    }

    [Fact]
    public async Task Stop_WithAFormHalfTyped_KeepsWhatWasTypedInTheLastMoment()
    {
        await using var api = await StandingApi.StartAsync();
        await using var portal = await StartAsync(api);
        var browser = await chromium.OpenAsync(portal.Address);
        await browser.OpenAsync(Form, "Operator");
        await browser.Field("Hostname").FillAsync("typed-at-the-last-moment");
        await Expect(browser.Page.GetByText("1 change", new() { Exact = true })).ToBeVisibleAsync();

        portal.Terminate();

        Assert.Equal(0, await portal.EndAsync());
        Assert.Contains("typed-at-the-last-moment", await DraftAsync(), StringComparison.Ordinal);
        await browser.Page.Context.DisposeAsync();
    }

    private Task<PortalProcess> StartAsync(StandingApi api) =>
        PortalProcess.StartAsync(new Dictionary<string, string>([.. api.Settings, new("Stopping__GraceSeconds", "0"), new("Store__Folder", _store.FullName)], StringComparer.Ordinal));

    private static async Task NotReadyAsync(HttpClient http)
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(20));
        while ((await http.GetAsync("/health/ready", late.Token)).StatusCode != HttpStatusCode.ServiceUnavailable)
        {
            await look.WaitForNextTickAsync(late.Token);
        }
    }

    private async Task<List<string>> OutcomesAsync()
    {
        await using var store = new ServiceCollection().AddLogging().AddPortalStore(_store.FullName).BuildServiceProvider();
        List<string> outcomes = [];
        await foreach (var row in store.GetRequiredService<IJournal>().ExportAsync(new(SandboxApi.Account), CancellationToken.None))
        {
            outcomes.Add(row.Outcome.ToString());
        }

        return outcomes;
    }

    private async Task<string?> DraftAsync()
    {
        await using SqliteConnection connection = new($"Data Source={Path.Combine(_store.FullName, "portal.db")};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Content" FROM "Drafts" """;
        return (string?)await command.ExecuteScalarAsync();
    }
}
