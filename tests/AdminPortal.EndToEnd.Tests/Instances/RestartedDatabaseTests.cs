using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Instances;

/// <summary>PostgreSQL is restarted while people work on two instances: reading goes on, saving says why it does not, and everything is as before within ten seconds.</summary>
public sealed class RestartedDatabaseTests(ChromiumFixture chromium)
{
    private const string Targets = $"/accounts/{SandboxApi.Account}/infrastructure/targets";
    private const string Form = $"{Targets}/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
    private const float TenSeconds = 10_000;

    [Fact]
    public async Task Database_RestartedInTheMiddle_IsMissedOnlyBySaving()
    {
        await using var cluster = await Cluster.StartAsync(["editor", "watcher"], instances: 2);
        var editor = await OpenAsync(cluster, "editor", Form);
        await editor.Field("Hostname").FillAsync("before-the-restart");
        await editor.DraftIsKeptAsync();
        var watcher = await OpenAsync(cluster, "watcher", $"{Targets}?q=restart");
        await Expect(watcher.Page.GetByText("Nothing matches.")).ToBeVisibleAsync();

        await cluster.Postgres.StopAsync();

        // Reading goes on, on pages that are open.
        await watcher.Button("Refresh").ClickAsync();
        await Expect(watcher.Page.GetByText("Nothing matches.")).ToBeVisibleAsync();
        await watcher.Link("Show all targets").ClickAsync();
        await Expect(watcher.Link("infra-access-target")).ToBeVisibleAsync();
        await watcher.Page.GoBackAsync();
        await Expect(watcher.Page.GetByText("Nothing matches.")).ToBeVisibleAsync();

        // Saving says why it does not.
        await editor.ReviewAsync();
        await editor.SaveAsync();
        await Expect(editor.Page.GetByText("Nothing was sent").First).ToBeVisibleAsync();
        await Expect(editor.Page.GetByText("store").First).ToBeVisibleAsync();
        Assert.Empty(await cluster.Api.WritesAsync());

        // Who opens a page is told, and not signed out.
        var another = await editor.Page.Context.NewPageAsync();
        await another.GotoAsync(Targets);
        await Expect(another.GetByRole(AriaRole.Heading, new() { Name = "The console's store does not answer" })).ToBeVisibleAsync();
        Assert.EndsWith(Targets, another.Url, StringComparison.Ordinal);

        await cluster.Postgres.StartAsync();

        await Expect(another.GetByRole(AriaRole.Heading, new() { Name = "Targets", Level = 1 })).ToBeVisibleAsync(new() { Timeout = TenSeconds });
        await SaveAgainAsync(editor);
        await Expect(watcher.Link("before-the-restart")).ToBeVisibleAsync(new() { Timeout = TenSeconds });
        Assert.Single(await cluster.Api.WritesAsync());
        Assert.EndsWith(Form, editor.Page.Url, StringComparison.Ordinal);
        await editor.Page.Context.DisposeAsync();
        await watcher.Page.Context.DisposeAsync();
    }

    private static async Task SaveAgainAsync(BrowserPage editor)
    {
        if (!await editor.ReviewPanel.IsVisibleAsync())
        {
            await editor.ReviewAsync();
        }

        await editor.SaveAsync();
        await Expect(editor.Saved).ToBeVisibleAsync(new() { Timeout = TenSeconds });
    }

    private async Task<BrowserPage> OpenAsync(Cluster cluster, string person, string path)
    {
        var browser = await chromium.OpenAsync(cluster.Address, new() { ViewportSize = new() { Width = 1400, Height = 900 }, IgnoreHTTPSErrors = true });
        await browser.Page.Context.AddCookiesAsync([await cluster.SignInAsync(person)]);
        await browser.Page.GotoAsync(path);
        return browser;
    }
}
