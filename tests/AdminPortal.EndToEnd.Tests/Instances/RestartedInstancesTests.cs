using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Instances;

/// <summary>
/// Thirty people edit and two watch, on three instances behind nginx. Each instance is ended and started again in turn, in good order and by a kill. Nobody signs in again, nothing
/// that was typed is lost, each write that the API saw is in the journal once, lists show within two seconds what others have saved, and
/// the API refuses no call for being one too many.
/// </summary>
public sealed class RestartedInstancesTests(ChromiumFixture chromium)
{
    private const int Rounds = 3;
    private const int Editors = 29;
    private const string Targets = $"/accounts/{SandboxApi.Account}/infrastructure/targets";
    private const string Watched = "watched";

    /// <summary>All of them together stay below the documented 1,200 calls in five minutes: what waits for its turn is no faster elsewhere.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Instances_EndedInTurn_LoseNothingAndDoubleNothing()
    {
        List<string> names = [.. Enumerable.Range(1, Editors).Select(number => string.Create(CultureInfo.InvariantCulture, $"editor{number}")), Watched, "watcher1", "watcher2"];
        await using var cluster = await Cluster.StartAsync(names);
        var ids = await StoreTargetsAsync(cluster.Api, names.Count);
        var browsers = await SignInAsync(cluster, names);
        List<EditingPerson> editors = [.. names.Take(Editors + 1).Zip(ids, (name, id) => new EditingPerson(browsers[name].Page, cluster.Address, id, name))];
        await Task.WhenAll(editors.Select(editor => editor.OpenAsync()));
        await editors[^1].SaveAsync($"{Watched}-0.example.com");
        IReadOnlyList<Watcher> watchers = [await Watcher.StartAsync(browsers["watcher1"].Page, cluster.Address), await Watcher.StartAsync(browsers["watcher2"].Page, cluster.Address)];
        using CancellationTokenSource over = new();
        var editing = editors.SkipLast(1).Select(editor => editor.EditAsync(Rest, over.Token)).ToList();

        var seen = 0;
        for (var round = 0; round < Rounds; round++)
        {
            for (var instance = 0; instance < cluster.Count; instance++)
            {
                foreach (var gracefully in (bool[])[true, false])
                {
                    var code = await cluster.EndAsync(instance, gracefully);
                    Assert.True(!gracefully || code == 0, $"The instance ended with {code}.");
                    await cluster.StartAsync(instance);
                    await WatchAsync(editors[^1], watchers, ++seen);
                }
            }
        }

        await over.CancelAsync();
        await Task.WhenAll(editing);

        Assert.Empty(editors.SelectMany(editor => editor.Wrong).Concat(watchers.SelectMany(watcher => watcher.Wrong)));
        Assert.All(editors, editor => Assert.NotEmpty(editor.Saved));
        await CompareAsync(cluster, editors);
        await Task.WhenAll(browsers.Values.Select(browser => browser.Page.Context.DisposeAsync().AsTask()));
    }

    private static async Task<List<string>> StoreTargetsAsync(SandboxApi api, int count)
    {
        var sample = await api.StoredAsync("targets", "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e");
        List<string> ids = [.. Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"019a0000-0000-7000-8000-{number:D12}"))];
        foreach (var (index, id) in ids.Index())
        {
            var target = (JsonObject)sample.DeepClone();
            (target["id"], target["hostname"]) = (id, $"own-{id[^3..]}.example.com");
            ((JsonObject)target["ip"]!).Remove("ipv6");
            target["ip"]!["ipv4"]!["ip_addr"] = string.Create(CultureInfo.InvariantCulture, $"10.77.0.{index + 1}");
            await api.StoreAsync("targets", id, target);
        }

        return ids;
    }

    private async Task<Dictionary<string, BrowserPage>> SignInAsync(Cluster cluster, List<string> names)
    {
        Dictionary<string, BrowserPage> browsers = new(StringComparer.Ordinal);
        foreach (var name in names)
        {
            browsers[name] = await SignInAsync(cluster, name);
        }

        return browsers;
    }

    private async Task<BrowserPage> SignInAsync(Cluster cluster, string name)
    {
        var browser = await chromium.OpenAsync(cluster.Address, new() { ViewportSize = new() { Width = 900, Height = 600 }, IgnoreHTTPSErrors = true });
        await browser.Page.Context.AddCookiesAsync([await cluster.SignInAsync(name)]);
        return browser;
    }

    private static async Task WatchAsync(EditingPerson editor, IReadOnlyList<Watcher> watchers, int number)
    {
        var hostname = string.Create(CultureInfo.InvariantCulture, $"{Watched}-{number}.example.com");
        foreach (var watcher in watchers)
        {
            await watcher.IsThereAsync();
        }

        await editor.SaveAsync(hostname);
        await Task.WhenAll(watchers.Select(watcher => watcher.ShowsAsync(hostname)));
    }

    private static async Task CompareAsync(Cluster cluster, IReadOnlyList<EditingPerson> editors)
    {
        await using var store = new ServiceCollection().AddLogging().AddPortalStore(StoreSettings.AtServer(cluster.Database)).BuildServiceProvider();
        var journal = store.GetRequiredService<IJournal>();
        await NothingIsOpenAsync(journal);
        Dictionary<string, List<string>> applied = new(StringComparer.Ordinal);
        await foreach (var row in journal.ExportAsync(new(SandboxApi.Account), CancellationToken.None))
        {
            if (row is { Outcome: JournalEvent.Applied, Actor: not null, ResourceId: { } id })
            {
                var change = (await journal.FindAsync(SandboxApi.Account, row.Id, CancellationToken.None))!;
                (applied.TryGetValue(id, out var some) ? some : applied[id] = []).Add((string)change.Proposed!["hostname"]!);
            }
            else
            {
                Assert.True(row.Outcome is JournalEvent.Abandoned or JournalEvent.NotApplied, $"{row.ResourceName} is {row.Outcome}.");
            }
        }

        var log = await cluster.Api.LogAsync();
        Assert.DoesNotContain(log, request => request.Status == 429);
        var writes = log.Where(request => request.Method != "GET" && request.Landed).CountBy(write => write.Path.Split('/')[^1]).ToDictionary(StringComparer.Ordinal);
        foreach (var editor in editors)
        {
            Assert.Equal(editor.Saved.Order(StringComparer.Ordinal), applied[editor.Id].Order(StringComparer.Ordinal));
            Assert.Equal(writes[editor.Id], applied[editor.Id].Count);
        }

        Assert.Null((await journal.VerifyAsync(account: null, CancellationToken.None)).Broken);
    }

    /// <summary>What a killed instance was doing is judged once it has been silent for a while.</summary>
    private static async Task NothingIsOpenAsync(IJournal journal)
    {
        using CancellationTokenSource late = new(Settling);
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(500));
        while ((await journal.OpenIntentsAsync(late.Token)).Count > 0)
        {
            await look.WaitForNextTickAsync(late.Token);
        }
    }

    /// <summary>Somebody with a list open, who does nothing.</summary>
    private sealed class Watcher(IPage page)
    {
        private const float TwoSeconds = 2000;

        private readonly List<string> _wrong = [];

        public IReadOnlyList<string> Wrong => _wrong;

        public static async Task<Watcher> StartAsync(IPage page, Uri console)
        {
            var list = new Uri(console, $"{Targets}?q={Watched}").ToString();
            await page.GotoAsync(list);
            Watcher watcher = new(page);
            await watcher.IsThereAsync();
            page.FrameNavigated += (_, frame) =>
            {
                if (frame == page.MainFrame && frame.Url != list)
                {
                    watcher._wrong.Add($"A watcher was led to {frame.Url}");
                }
            };
            return watcher;
        }

        /// <summary>Waits until the list is there, and connected.</summary>
        public async Task IsThereAsync()
        {
            await Expect(page.Locator("#components-reconnect-modal")).ToBeHiddenAsync();
            await Expect(page.Locator("tbody a", new() { HasText = Watched })).ToBeVisibleAsync();
        }

        public async Task ShowsAsync(string hostname)
        {
            var begun = Stopwatch.GetTimestamp();
            try
            {
                await Expect(page.GetByRole(AriaRole.Link, new() { Name = hostname, Exact = true })).ToBeVisibleAsync(new() { Timeout = TwoSeconds });
            }
            catch (PlaywrightException)
            {
                await Expect(page.GetByRole(AriaRole.Link, new() { Name = hostname, Exact = true })).ToBeVisibleAsync();
                _wrong.Add($"{hostname} was shown after {Stopwatch.GetElapsedTime(begun)}.");
            }
        }
    }
}
