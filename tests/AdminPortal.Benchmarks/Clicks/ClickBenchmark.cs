using System.Globalization;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace AdminPortal.Benchmarks.Clicks;

/// <summary>
/// What a person waits for in a real browser: from the click on a row's link to the form, and from the click on Save to "Saved", each less what the API itself
/// took for the calls that were made.
/// </summary>
internal static class ClickBenchmark
{
    private const int WarmUps = 30;
    private const int Times = 200;
    private const string List = "/accounts/023e105f4ecef8ad9ca31a8372d0c353/infrastructure/targets?per_page=50";
    private const string Host = "input[name='/hostname']";

    private static readonly string[] Flags =
        ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    /// <summary>Opens and saves a target again and again, and prints what that took.</summary>
    /// <returns>Whether both stay within their budgets.</returns>
    public static async Task<bool> RunAsync()
    {
        using var published = await PublishedPortal.PublishAsync();
        await using var portal = await PortalProcess.StartWithSandboxAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["Sandbox__FaultsEnabled"] = "true", ["Sandbox__RateLimit__Enabled"] = "false" },
            published.Folder);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", Args = Flags });
        var page = await browser.NewPageAsync(new() { BaseURL = portal.Address.ToString() });
        page.SetDefaultTimeout(10_000);
        await page.GotoAsync(List);
        await page.GetByRole(AriaRole.Button, new() { Name = "Continue as Operator", Exact = true }).ClickAsync();

        using TimedApi api = new(portal.SandboxAddress);
        List<Waited> openings = [], saves = [];
        for (var time = 0; time < WarmUps + Times; time++)
        {
            var (opening, save) = await OpenAndSaveAsync(page, api, time);
            if (time >= WarmUps)
            {
                openings.Add(opening);
                saves.Add(save);
            }
        }

        Console.WriteLine($"{Times} times in Chromium on {Environment.ProcessorCount} cores, .NET {Environment.Version}; milliseconds");
        return Print("opening a form", openings, budget: 20) & Print("save, from click to \"Saved\"", saves, budget: 15);
    }

    private static async Task<(Waited Opening, Waited Save)> OpenAndSaveAsync(IPage page, TimedApi api, int time)
    {
        var link = page.Locator("table tbody a[href*='/infrastructure/targets/']").First;
        var opening = await WaitAsync(page, api, link, Host, calls: 1);

        await page.Locator(Host).FillAsync(string.Create(CultureInfo.InvariantCulture, $"clicked-{time}.example.com"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Review", Exact = true }).ClickAsync();
        var save = page.GetByRole(AriaRole.Region, new() { Name = "Review", Exact = true }).GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true });
        await Assertions.Expect(save).ToBeEnabledAsync();
        var saving = await WaitAsync(page, api, save, "#saved", calls: 2);

        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Targets" }).First.ClickAsync();
        await link.WaitForAsync();
        return (opening, saving);
    }

    /// <summary>
    /// Clicks on a page that is at rest, and waits in the page itself until an element is there. Neither how long the driver takes counts, nor what the browser
    /// still has to paint of the step before: nobody clicks a few milliseconds after a page has come.
    /// </summary>
    private static async Task<Waited> WaitAsync(IPage page, TimedApi api, ILocator clicked, string until, int calls)
    {
        await api.ForgetAsync();
        var all = await clicked.EvaluateAsync<double>(
            """
            (element, until) => new Promise(there => {
                let begun;
                const look = new MutationObserver(() => {
                    if (!document.querySelector(until)) return;
                    look.disconnect();
                    there(performance.now() - begun);
                });
                look.observe(document.body, { childList: true, subtree: true });
                requestAnimationFrame(() => requestIdleCallback(() => {
                    begun = performance.now();
                    element.click();
                }));
            })
            """,
            until);
        return new(all, await api.TookAsync(calls));
    }

    private static bool Print(string what, IReadOnlyList<Waited> waited, double budget)
    {
        var beyond = waited.Select(one => one.Beyond).Order().ToList();
        var (p50, p95) = (beyond[beyond.Count / 2], beyond[beyond.Count * 95 / 100]);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {what,-30} beyond the API's own time: p50 {p50,6:F1}   p95 {p95,6:F1}   budget {budget} {(p95 <= budget ? "kept" : "EXCEEDED")}   (the API's own: p50 {waited.Select(one => one.Api).Order().ElementAt(waited.Count / 2):F1})"));
        return p95 <= budget;
    }

    private sealed record Waited(double All, double Api)
    {
        public double Beyond => All - Api;
    }
}
