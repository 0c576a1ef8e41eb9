using AdminPortal.EndToEnd.Tests.Running;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Looks;

/// <summary>Every page in light and dark: nothing that axe calls worse than minor, no sideways scrolling, and a picture of each.</summary>
public sealed class LooksTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Accessibility_EveryPage_HasNoViolation(ColorScheme theme)
    {
        List<string> violations = [];
        var browser = await OpenAnotherAsync(Options(theme, 1400, 900));
        await Tour.TakeAsync(browser, async name => violations.AddRange((await browser.Page.RunAxe()).Violations
            .Where(violation => violation.Impact is not "minor")
            .Select(violation => $"{name}: {Describe(violation)}")));

        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    /// <summary>Into <c>artifacts/screenshots</c> at the top of the repository, which git ignores.</summary>
    [Theory]
    [InlineData(ColorScheme.Light, 1400, 900)]
    [InlineData(ColorScheme.Dark, 1400, 900)]
    [InlineData(ColorScheme.Light, 390, 844)]
    [InlineData(ColorScheme.Dark, 390, 844)]
    public async Task Screenshots_EveryPage_FitTheWidth(ColorScheme theme, int width, int height)
    {
        List<string> tooWide = [];
        var folder = Path.Combine(Repository.Root, "artifacts", "screenshots");
        var browser = await OpenAnotherAsync(Options(theme, width, height));
        await Tour.TakeAsync(browser, async name =>
        {
            await browser.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{theme.ToString().ToLowerInvariant()}-{width}.png"), Animations = ScreenshotAnimations.Disabled });
            var actual = await browser.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (actual > width)
                tooWide.Add($"{name} is {actual} pixels wide on a screen of {width}.");
        });

        Assert.True(tooWide.Count == 0, string.Join(Environment.NewLine, tooWide));
    }

    private static BrowserNewContextOptions Options(ColorScheme theme, int width, int height) =>
        new() { ColorScheme = theme, ViewportSize = new() { Width = width, Height = height } };

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Impact} {violation.Id}, {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => $"{node.Html} {string.Join(" ", node.Any.Select(check => check.Message))}"))}";
}
