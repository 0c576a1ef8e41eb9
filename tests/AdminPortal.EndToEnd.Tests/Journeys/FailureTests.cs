using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <summary>Failures are told apart in words, each with a next step, and none costs what was typed.</summary>
public sealed class FailureTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    private const string Id = "23ff594956f20c2a721606e94745a8aa";
    private const string List = $"/accounts/{SandboxApi.Account}/secondary_dns/peers";
    private const string Form = $"{List}/{Id}";

    [Theory]
    [InlineData("forbidden", "The API forbids this", "Account Settings Write")]
    [InlineData("throttled", "The API is asked too often", "wait 2 seconds")]
    [InlineData("broken", "The change did not arrive", "review and save once more")]
    [InlineData("cut before the write", "The change did not arrive", "review and save once more")]
    [InlineData("gone", "There is no such peer", "list of peers")]
    public async Task Save_Failed_SaysWhatHappenedAndKeepsWhatWasTyped(string how, string title, string nextStep)
    {
        await Browser.OpenAsync(Form, "Operator");
        await Browser.Field("Name").FillAsync("typed before the failure");
        await Browser.ReviewAsync();
        await Sandbox.OrderAsync(FaultOf(how));
        await Browser.SaveAsync();

        await Expect(Browser.Alert).ToContainTextAsync(title);
        await Expect(Browser.Alert).ToContainTextAsync(nextStep);
        await Expect(Browser.Alert).Not.ToContainTextAsync("<html>");
        await Expect(Browser.Alert).ToBeFocusedAsync();
        await Expect(Browser.Field("Name")).ToHaveValueAsync("typed before the failure");
        Assert.Single(await Sandbox.WritesAsync());
    }

    [Fact]
    public async Task Save_CutAfterTheWrite_SaysByItselfThatItArrivedWithoutASecondWrite()
    {
        await Browser.OpenAsync(Form, "Operator");
        await Browser.Field("Name").FillAsync("arrived all the same");
        await Browser.ReviewAsync();
        await Sandbox.OrderAsync(FaultOf("cut after the write"));
        await Browser.SaveAsync();

        await Expect(Browser.Saved).ToContainTextAsync("as reading it again shows");
        await Expect(Browser.Saved).ToBeFocusedAsync();
        await Expect(Browser.Alert).ToHaveCountAsync(0);
        await Expect(Browser.Field("Name")).ToHaveValueAsync("arrived all the same");
        Assert.True(Assert.Single(await Sandbox.WritesAsync()).Landed);
        Assert.Equal("arrived all the same", (string?)(await Sandbox.StoredAsync("peers", Id))["name"]);
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("cut before the write")]
    public async Task Save_LostBeforeTheWrite_SaysByItselfThatItDidNotArriveAndSavesAtTheSecondTry(string how)
    {
        await Browser.OpenAsync(Form, "Operator");
        await Browser.Field("Name").FillAsync("second try");
        await Browser.ReviewAsync();
        await Sandbox.OrderAsync(FaultOf(how));
        await Browser.SaveAsync();

        await Expect(Browser.Alert).ToContainTextAsync("The change did not arrive");
        await Expect(Browser.Field("Name")).ToHaveValueAsync("second try");
        Assert.False(Assert.Single(await Sandbox.WritesAsync()).Landed);
        await Browser.ReviewAndSaveAsync();
        Assert.Equal(2, (await Sandbox.WritesAsync()).Count);
        Assert.Equal("second try", (string?)(await Sandbox.StoredAsync("peers", Id))["name"]);
    }

    [Fact]
    public async Task Save_CutAndOverwrittenMeanwhile_SaysThatNobodyKnowsAndReadingAgainShowsWhatIsThere()
    {
        await Browser.OpenAsync(Form, "Operator");
        await Browser.Field("Name").FillAsync("mine");
        await Browser.ReviewAsync();
        await Sandbox.OrderAsync(new JsonObject { ["method"] = "PUT", ["times"] = 1, ["latencyMs"] = 1500, ["cut"] = "before-write" });
        await Browser.SaveAsync();
        await Expect(Browser.Page.GetByText("Waiting for the API…")).ToBeVisibleAsync();

        // Changed any earlier, it would be found before the write, and nothing would be sent.
        await Sandbox.WriteArrivedAsync();
        await Sandbox.ChangeAsync("peers", Id, peer => peer["name"] = "theirs");

        await Expect(Browser.Alert).ToContainTextAsync("It is not known whether the change was carried out");
        await Expect(Browser.Field("Name")).ToHaveValueAsync("mine");
        Assert.Single(await Sandbox.WritesAsync());
        await Browser.Button("Read it again").ClickAsync();
        await Expect(Browser.MergePanel).ToContainTextAsync("theirs");
        await Expect(Browser.MergePanel).ToContainTextAsync("mine");
        await Expect(Browser.Button("Review again")).ToBeDisabledAsync();
        Assert.Single(await Sandbox.WritesAsync());
    }

    [Fact]
    public async Task Save_LiveCopyUnreadable_SendsNothing()
    {
        await Browser.OpenAsync(Form, "Operator");
        await Browser.Field("Name").FillAsync("never sent");
        await Browser.ReviewAsync();
        await Sandbox.OrderAsync(new JsonObject { ["method"] = "GET", ["status"] = 503 });
        await Browser.SaveAsync();

        await Expect(Browser.Alert).ToContainTextAsync("The API failed");
        await Expect(Browser.Alert).ToContainTextAsync("Nothing was changed");
        await Expect(Browser.Field("Name")).ToHaveValueAsync("never sent");
        Assert.Empty(await Sandbox.WritesAsync());
    }

    [Theory]
    [InlineData("forbidden", "The API forbids this")]
    [InlineData("broken", "The API failed")]
    public async Task List_Failed_SaysWhatHappenedAndTriesAgain(string how, string title)
    {
        var fault = FaultOf(how);
        fault["method"] = "GET";
        fault["path"] = "accounts/{account}/secondary_dns/peers";
        fault.Remove("times");
        await Sandbox.OrderAsync(fault);
        await Browser.OpenAsync(List, "Operator");

        await Expect(Browser.Alert).ToContainTextAsync(title);
        await Sandbox.ResetAsync();
        await Browser.Button("Try again").ClickAsync();
        await Expect(Browser.Link("my-peer-1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task List_Throttled_CountsDownAndGoesOnByItself()
    {
        await Sandbox.OrderAsync(new JsonObject { ["method"] = "GET", ["path"] = "accounts/{account}/secondary_dns/peers", ["times"] = 1, ["status"] = 429, ["retryAfter"] = "6" });
        await Browser.OpenAsync(List, "Operator");

        await Expect(Waiting).ToContainTextAsync("It goes on in 0:0");
        await Expect(Browser.Link("my-peer-1")).ToBeVisibleAsync();
        await Expect(Waiting).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task List_AskedToWaitLong_CanBeCancelledAndTriedAgain()
    {
        await Sandbox.OrderAsync(new JsonObject { ["method"] = "GET", ["path"] = "accounts/{account}/secondary_dns/peers", ["times"] = 1, ["status"] = 503, ["retryAfter"] = "120" });
        await Browser.OpenAsync(List, "Operator");

        await Expect(Waiting).ToContainTextAsync("The API asked to wait");
        await Browser.Button("Cancel").ClickAsync();
        await Expect(Browser.Page.GetByText("the waiting was cancelled")).ToBeVisibleAsync();
        await Browser.Button("Try again").ClickAsync();
        await Expect(Browser.Link("my-peer-1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Refusal_OfAKnownCode_IsExplainedUnderTheApisOwnWords()
    {
        await Sandbox.OrderAsync(new JsonObject
        {
            ["method"] = "GET",
            ["path"] = "accounts/{account}/secondary_dns/peers",
            ["times"] = 1,
            ["status"] = 403,
            ["body"] = new JsonObject { ["success"] = false, ["errors"] = new JsonArray(new JsonObject { ["code"] = 10000, ["message"] = "Authentication error" }) },
        });
        await Browser.OpenAsync(List, "Operator");

        await Expect(Browser.Alert).ToContainTextAsync("Authentication error code 10000");
        await Expect(Browser.Alert).ToContainTextAsync("lacks a permission");
        await Expect(Browser.Alert).ToContainTextAsync("Account Settings Read");
    }

    [Fact]
    public async Task Form_UnknownResource_SaysSoAndLeadsToTheList()
    {
        await Browser.OpenAsync($"{List}/00000000000000000000000000000000", "Operator");

        await Expect(Browser.Alert).ToContainTextAsync("There is no such peer");
        await Expect(Browser.Button("Review")).ToHaveCountAsync(0);
        await Browser.Page.GetByLabel("Breadcrumb").GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await Expect(Browser.Link("my-peer-1")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/accounts/ffffffffffffffffffffffffffffffff/secondary_dns/peers")]
    [InlineData($"/accounts/ffffffffffffffffffffffffffffffff/secondary_dns/peers/{Id}")]
    [InlineData("/accounts/ffffffffffffffffffffffffffffffff/infrastructure/targets")]
    public async Task Page_UnknownAccount_SaysThatTheConsoleHasNone(string address)
    {
        await Browser.OpenAsync(address, "Operator");

        await Expect(Browser.Heading("This console has no such account")).ToBeFocusedAsync();
        await Expect(Browser.Link("Example Network")).ToBeVisibleAsync();
        Assert.DoesNotContain(await Sandbox.LogAsync(), call => call.Path.Contains("ffffffff", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_UnknownPath_SaysThatThereIsNone()
    {
        Browser.Complaints.Expect("404");
        await Browser.OpenAsync($"/accounts/{SandboxApi.Account}/magic/no_such_kind", "Operator");

        await Expect(Browser.Heading("There is no page here")).ToBeVisibleAsync();
        await Browser.Link("Go to the overview").ClickAsync();
        await Expect(Browser.Heading("Overview")).ToBeVisibleAsync();
    }

    private Microsoft.Playwright.ILocator Waiting => Browser.Page.Locator(".alert-info[role=status]");

    private static JsonObject FaultOf(string how)
    {
        JsonObject fault = how switch
        {
            "forbidden" => new() { ["status"] = 403 },
            "throttled" => new() { ["status"] = 429, ["retryAfter"] = "2" },
            "broken" => new() { ["status"] = 500, ["body"] = "<html><h1>Internal error</h1></html>" },
            "cut before the write" => new() { ["cut"] = "before-write" },
            "cut after the write" => new() { ["cut"] = "after-write" },
            "gone" => new() { ["status"] = 404 },
            _ => throw new ArgumentOutOfRangeException(nameof(how)),
        };
        fault["method"] = "PUT";
        fault["times"] = 1;
        return fault;
    }
}
