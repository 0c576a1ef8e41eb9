using System.Text;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>One person with several tabs, a keyboard, and work that is not saved yet.</summary>
public sealed class SessionTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    private const string Targets = $"/accounts/{SandboxApi.Account}/infrastructure/targets";
    private const string Id = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    [Fact]
    public async Task TwoTabs_SavedOneAfterTheOther_SendOnePutAndTellTheSecond()
    {
        await Browser.OpenAsync($"{Targets}/{Id}", "Operator");
        await Expect(Browser.Field("Hostname")).ToBeVisibleAsync();
        BrowserPage second = new(await Browser.Page.Context.NewPageAsync(), Browser.Complaints);
        await second.Page.GotoAsync($"{Targets}/{Id}");
        await second.Field("IPv4 address").FillAsync("187.26.29.250");
        await second.ReviewAsync();
        await Browser.Field("Hostname").FillAsync("from-the-first-tab");
        await Browser.ReviewAndSaveAsync();
        await second.SaveAsync();

        await Expect(second.MergePanel).ToContainTextAsync("Hostname");
        await Expect(second.MergePanel).ToContainTextAsync("Nothing was sent");
        Assert.Single(await Sandbox.WritesAsync());
    }

    [Fact]
    public async Task Keyboard_FromListToSaved_IsEnough()
    {
        await Browser.OpenAsync(Targets, "Operator");
        await Expect(Browser.Heading("Targets")).ToBeFocusedAsync();
        await TabToAsync(Browser.Page.GetByLabel("Search"));
        await Browser.Page.Keyboard.TypeAsync("access-tar");
        await Expect(Browser.Page.Locator("tbody").GetByRole(AriaRole.Row)).ToHaveCountAsync(1);
        await TabToAsync(Browser.Link("infra-access-target"));
        await Browser.Page.Keyboard.PressAsync("Enter");
        await Expect(Browser.Heading("infra-access-target")).ToBeFocusedAsync();
        await TabToAsync(Browser.Field("Hostname"));
        await Browser.Page.Keyboard.PressAsync("End");
        await Browser.Page.Keyboard.TypeAsync("-2");
        await TabToAsync(Browser.Button("Review"));
        await Browser.Page.Keyboard.PressAsync("Enter");
        await Expect(Browser.ReviewPanel.GetByRole(AriaRole.Heading, new() { Name = "Review" })).ToBeFocusedAsync();
        await TabToAsync(Browser.Button("Save"));
        await Browser.Page.Keyboard.PressAsync("Enter");

        await Expect(Browser.Saved).ToBeVisibleAsync();
        Assert.Equal("infra-access-target-2", (string?)(await Sandbox.StoredAsync("targets", Id))["hostname"]);
    }

    /// <summary>A heading gets the focus one way to the server and back after its page shows. Who is in a field by then stays there.</summary>
    [Fact]
    public async Task Keyboard_InAFieldBeforeTheHeadingGetsTheFocus_KeepsTheField()
    {
        var focusIsAsked = new TaskCompletionSource<Action>(TaskCreationOptions.RunContinuationsAsynchronously);
        await Browser.Page.RouteWebSocketAsync("**/_blazor**", socket =>
        {
            var server = socket.ConnectToServer();
            server.OnMessage(message =>
            {
                if (Encoding.Latin1.GetString(message.Binary ?? []).Contains("focusBySelector", StringComparison.Ordinal))
                    focusIsAsked.TrySetResult(() => socket.Send(message.Binary!));
                else
                    socket.Send(message.Binary!);
            });
        });
        await Browser.OpenAsync($"{Targets}/{Id}", "Operator");
        await Browser.Field("Hostname").PressAsync("End");
        var giveFocus = await focusIsAsked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        giveFocus();
        await Browser.Page.Keyboard.TypeAsync("-2");

        await Browser.DraftIsKeptAsync();
        await Expect(Browser.Field("Hostname")).ToBeFocusedAsync();
        await Expect(Browser.Field("Hostname")).ToHaveValueAsync("infra-access-target-2");
    }

    [Fact]
    public async Task Leaving_WithUnsavedWork_AsksFirst()
    {
        await Browser.OpenAsync($"{Targets}/{Id}", "Operator");
        await Browser.Field("Hostname").FillAsync("not-saved-yet");
        await Expect(Browser.Page.GetByText("1 change", new() { Exact = true })).ToBeVisibleAsync();
        await Browser.Link("Peers").First.ClickAsync();

        await Expect(Browser.LeaveDialog).ToBeVisibleAsync();
        await Expect(Browser.Button("Leave, keep the draft")).ToBeFocusedAsync();
        await Browser.Page.Keyboard.PressAsync("Escape");
        await Expect(Browser.LeaveDialog).ToHaveCountAsync(0);
        await Expect(Browser.Field("Hostname")).ToBeFocusedAsync();
        await Expect(Browser.Field("Hostname")).ToHaveValueAsync("not-saved-yet");
    }

    [Fact]
    public async Task Theme_Switched_SurvivesReload()
    {
        await Browser.OpenAsync("/", "Viewer");
        await Browser.Button("Switch between light and dark").ClickAsync();
        await Expect(Browser.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await Browser.Page.ReloadAsync();
        await Expect(Browser.Heading("Overview")).ToBeVisibleAsync();
        await Expect(Browser.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
    }

    [Fact]
    public async Task SignOut_Pressed_LeavesNoSession()
    {
        await Browser.OpenAsync("/", "Administrator");
        await Expect(Browser.Page.GetByText("Local Administrator")).ToBeVisibleAsync();
        await Expect(Browser.Page.GetByText("SANDBOX", new() { Exact = true })).ToBeVisibleAsync();
        await Browser.Button("Sign out").ClickAsync();
        await Expect(Browser.Heading("Sign in")).ToBeVisibleAsync();

        await Browser.Page.GotoAsync(Targets);
        await Expect(Browser.Heading("Sign in")).ToBeVisibleAsync();
    }

    /// <summary>Presses Tab until the control has the focus, and sees that the focus shows.</summary>
    private async Task TabToAsync(ILocator control)
    {
        const int Patience = 60;
        for (var presses = 0; presses < Patience; presses++)
        {
            await Browser.Page.Keyboard.PressAsync("Tab");
            if (await control.EvaluateAsync<bool>("element => element === document.activeElement"))
            {
                Assert.True(
                    await control.EvaluateAsync<bool>("element => { const style = getComputedStyle(element); return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"),
                    $"{control} does not show that it has the focus.");
                return;
            }
        }

        Assert.Fail($"{control} is not reached by {Patience} presses of Tab.");
    }
}
