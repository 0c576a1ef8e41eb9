using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>A page of the portal and the few steps that nearly every journey takes on it.</summary>
/// <param name="Page">Playwright's page.</param>
/// <param name="Complaints">What the browser complained about.</param>
public sealed record BrowserPage(IPage Page, Complaints Complaints)
{
    /// <summary>The panel with the difference and the request.</summary>
    public ILocator ReviewPanel => Page.GetByRole(AriaRole.Region, new() { Name = "Review", Exact = true });

    /// <summary>The panel with two edits of one resource.</summary>
    public ILocator MergePanel => Page.GetByRole(AriaRole.Region, new() { Name = "Somebody else has changed this meanwhile", Exact = true });

    /// <summary>The line that says that something was saved.</summary>
    public ILocator Saved => Page.GetByRole(AriaRole.Status).Filter(new() { HasText = "Saved" });

    /// <summary>The alert that tells of a failure.</summary>
    public ILocator Alert => Page.GetByRole(AriaRole.Alert);

    /// <summary>The page's main heading.</summary>
    public ILocator Heading(string text) => Page.GetByRole(AriaRole.Heading, new() { Name = text, Level = 1, Exact = true });

    /// <summary>The heading of a part of the page.</summary>
    public ILocator Heading2(string text) => Page.GetByRole(AriaRole.Heading, new() { Name = text, Level = 2, Exact = true });

    /// <summary>A form's field, by its label.</summary>
    public ILocator Field(string label) => Page.GetByLabel(label, new() { Exact = true });

    /// <summary>A row, from 1, of a list field.</summary>
    public ILocator Row(string label, int row) => Page.GetByRole(AriaRole.Group, new() { Name = label, Exact = true }).GetByLabel($"Row {row}", new() { Exact = true });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    /// <summary>Opens an address; without a session, signs in first and so proves that the address survives it.</summary>
    public async Task OpenAsync(string path, string role)
    {
        await Page.GotoAsync(path);
        await Button($"Continue as {role}").ClickAsync();
    }

    /// <summary>The question of a page that is left with unsaved work.</summary>
    public ILocator LeaveDialog => Page.GetByRole(AriaRole.Dialog, new() { Name = "Leave with unsaved work?" });

    /// <summary>What offers a draft.</summary>
    public ILocator DraftBar => Page.Locator(".draft-bar");

    /// <summary>Waits until what was typed is kept.</summary>
    public Task DraftIsKeptAsync() => Expect(Page.GetByText("Draft kept")).ToBeVisibleAsync();

    /// <summary>Presses Review and waits for the panel.</summary>
    public async Task ReviewAsync()
    {
        await Button("Review").ClickAsync();
        await Expect(ReviewPanel).ToBeVisibleAsync();
    }

    /// <summary>Presses Save in the review.</summary>
    public Task SaveAsync() => ReviewPanel.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

    /// <summary>
    /// Clicks twice, the second time when the server has done all that the first click asked for and the browser does not show it yet: the button
    /// is still there to be clicked.
    /// </summary>
    public static Task ClickTwiceAsync(ILocator button) => button.EvaluateAsync(
        """
        button => new Promise(clicked => {
            button.click();
            setTimeout(() => {
                const until = performance.now() + 1000;
                while (performance.now() < until);
                button.click();
                clicked();
            });
        })
        """);

    /// <summary>Reviews, saves, and waits until it is said that it is saved.</summary>
    public async Task ReviewAndSaveAsync()
    {
        await ReviewAsync();
        await SaveAsync();
        await Expect(Saved).ToBeVisibleAsync();
    }

    /// <summary>The body of the request that the review shows.</summary>
    public async Task<JsonObject> ReviewedBodyAsync() =>
        (JsonObject)JsonNode.Parse(await ReviewPanel.GetByLabel("Body of the request").InnerTextAsync())!;

    /// <summary>The row of the review's difference about a field.</summary>
    public ILocator Difference(string label) =>
        ReviewPanel.GetByRole(AriaRole.Row).Filter(new() { Has = Page.GetByRole(AriaRole.Rowheader, new() { Name = label, Exact = true }) });

    /// <summary>That a control has this message, for eyes and for screen readers, and the focus.</summary>
    public async Task AssertRefusedAtAsync(ILocator control, string message)
    {
        await Expect(control).ToBeFocusedAsync();
        await Expect(control).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(control).ToHaveAccessibleDescriptionAsync(new Regex(Regex.Escape(message), RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(Page.GetByText(message).First).ToBeVisibleAsync();
    }
}
