using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.History;
using AdminPortal.Security.Sessions;
using Bunit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Components.Tests.History;

/// <summary>One entry of the journal: everything that is known of it, and nothing that is not.</summary>
public sealed class ChangePageTests : JournalTestContext
{
    [Fact]
    public async Task Entry_OfAnAppliedChange_TellsAllOfIt()
    {
        var change = await WriteAsync(Update() with { Correlation = "4bf92f35" });

        var page = await ShownAsync(change.Id);

        Assert.Equal("Update: Target infra-access-target", page.Find("h1").Words());
        Assert.Equal("Applied", page.Find(".lead").Words());
        Assert.Equal("anna, Operator", Fact(page, "Person"));
        Assert.Equal("NET-1", Fact(page, "Reason"));
        Assert.Equal("HTTP 200", Fact(page, "Answer"));
        Assert.Equal("42 ms", Fact(page, "Duration"));
        Assert.Equal(Wire.Ray, Fact(page, "Ray id"));
        Assert.Equal("4bf92f35", Fact(page, "Correlation"));
        Assert.Equal(["IPv4 address 10.0.0.1 10.0.0.2"], Rows(page, "Before and Wanted"));
        Assert.Contains("The API has it as it was sent.", page.Texts(".hint"));
        Assert.Equal($"PUT /accounts/{Wire.AccountId}/infrastructure/targets/{TargetId}", page.Find(".request-line").Words());
        Assert.Contains("\"deep\": [", page.Find("pre").TextContent, StringComparison.Ordinal);
        Assert.Equal(["1 2026-03-04 05:07:07 UTC Intended", "2 2026-03-04 05:07:07 UTC Applied"], Rows(page, "Entries of this change").Select(row => row[..^14]));
        Assert.Equal($"/accounts/{Wire.AccountId}/infrastructure/targets/{TargetId}/history", page.Find("a.page-action").GetAttribute("href"));
    }

    [Fact]
    public async Task Entry_OfARefusedChange_SaysWhyAndOffersNothing()
    {
        await Journal.RefuseAsync([Update()], "The console is read-only until tomorrow.", Ending);
        var row = Assert.Single((await Journal.PageAsync(new(Wire.AccountId), null, 10, Ending)).Rows);

        var page = await ShownAsync(row.Id);

        Assert.Equal("Refused", page.Find(".lead").Words());
        Assert.Equal("The console refused it, so nothing was sent. The console is read-only until tomorrow.", page.Find(".outcome-line").Words());
        Assert.Equal("This change was refused and never sent, so there is nothing to take back.", page.Find(".reversal").Words());
        Assert.Empty(page.FindAll(".reversal a, .request-line, table.diff"));
        Assert.Equal("anna, Operator", Fact(page, "Person"));
    }

    [Theory]
    [InlineData("Target", true)]
    [InlineData("Peer", false)]
    public async Task Entry_ForSomebodyWhoSeesSomeKindsOnly_IsShownIfItIsOfOneOfThem(string kind, bool isShown)
    {
        Services.AddSingleton(AccessPolicy.From(
            new ConfigurationBuilder().AddInMemoryCollection(
                [new($"{AccessPolicy.Section}:0:Value", "team"), new($"{AccessPolicy.Section}:0:Role", "Operator"), new($"{AccessPolicy.Section}:0:Kinds:0", kind)]).Build(),
            NullLogger<AccessPolicy>.Instance));
        this.AddAuthorization().SetAuthorized("Sam").SetClaims(new System.Security.Claims.Claim(PortalClaims.Held(HeldValue.Roles), "team"));
        var change = await WriteAsync();

        var page = Show(change.Id);
        await page.WaitForStateAsync(() => page.FindAll(".change, .notice").Count > 0);

        Assert.Equal(isShown, page.FindAll(".change").Count == 1);
        Assert.Equal(isShown, page.Markup.Contains("infra-access-target", StringComparison.Ordinal));
        Assert.DoesNotContain("/activity\"", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_WhoseImageDiffers_ShowsWhatCameBack()
    {
        var change = await WriteAsync(outcome: Applied(Target("10.0.0.3")));

        var page = await ShownAsync(change.Id);

        Assert.Equal(["IPv4 address 10.0.0.2 10.0.0.3"], Rows(page, "Sent and Came back"));
    }

    [Fact]
    public async Task Entry_OfARejectedChange_HasTheApisWordsAndTheExplanation()
    {
        var change = await WriteAsync(outcome: new(JournalEvent.Rejected)
        {
            Answer = new(System.Net.HttpStatusCode.Forbidden, Wire.Ray, [new() { Code = 10000, Message = "Authentication error", Source = new() { Pointer = "/hostname" } }], [new() { Message = "Take note." }]),
        });

        var page = await ShownAsync(change.Id);

        var alert = page.Find(".alert-error").Words();
        Assert.Contains("Authentication error code 10000", alert, StringComparison.Ordinal);
        Assert.Contains("/hostname", alert, StringComparison.Ordinal);
        Assert.Contains("lacks a permission", alert, StringComparison.Ordinal);
        Assert.Equal(["Take note."], page.Texts(".alert-info"));
        Assert.StartsWith("The API said no; nothing was changed.", page.Find(".outcome-line").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Entry_ThatIsOpen_SaysWhatIsKnown()
    {
        var change = await WriteAsync(staysOpen: true);

        var page = await ShownAsync(change.Id);

        Assert.Equal("Open", page.Find(".lead").Words());
        Assert.Contains("nothing is known yet of what became of it", page.Find(".outcome-line").Words(), StringComparison.Ordinal);
        Assert.Equal(["IPv4 address 10.0.0.1 10.0.0.2"], Rows(page, "Before and Wanted"));
        Assert.Single(Rows(page, "Entries of this change"));
    }

    [Fact]
    public async Task Entry_ThatIsUnclear_TellsTheNote()
    {
        var change = await WriteAsync(outcome: new(JournalEvent.Unclear) { Note = "The connection was cut." });

        Assert.Equal("Nobody can tell whether the API carried it out. It was not sent again. The connection was cut.", (await ShownAsync(change.Id)).Find(".outcome-line").Words());
    }

    [Fact]
    public async Task Entry_OfACreation_ShowsWhatWasToBeCreated()
    {
        var change = await WriteAsync(Update() with { Operation = ChangeOperation.Create, ResourceId = null, Baseline = null, Method = "POST" }, new(JournalEvent.Rejected));

        var page = await ShownAsync(change.Id);

        Assert.Equal("infra-access-target (it was given no id)", Fact(page, "Target"));
        Assert.Contains("IPv4 address absent 10.0.0.2", Rows(page, "Before and Wanted"));
    }

    [Fact]
    public async Task Entry_OfADeletion_ShowsWhatWasDeleted()
    {
        var change = await WriteAsync(Update() with { Operation = ChangeOperation.Delete, Proposed = null, Method = "DELETE" }, new(JournalEvent.Applied) { After = new ResourceImage.Gone() });

        var page = await ShownAsync(change.Id);

        Assert.Contains("IPv4 address 10.0.0.1 absent", Rows(page, "Before and Wanted"));
        Assert.Empty(page.FindAll("pre"));
    }

    [Fact]
    public async Task Entry_SeenOutside_ShowsWhatIsDifferent()
    {
        var id = await Journal.RecordAsync(
            new()
            {
                Account = Wire.AccountId, Kind = "Target", ResourceId = TargetId, ResourceName = "infra-access-target", Position = 0,
                Before = new ResourceImage.Known(Target("10.0.0.1")), Now = new ResourceImage.Known(Target("10.0.0.9")),
            },
            Ending);

        var page = await ShownAsync(id!.Value);

        Assert.Equal("Outside the console", Fact(page, "Person"));
        Assert.Equal(["IPv4 address 10.0.0.1 10.0.0.9"], Rows(page, "As the console knew it and As it was found"));
        Assert.Empty(page.FindAll(".request-line"));
    }

    [Fact]
    public async Task Entry_OfAReason_IsTextAndNoMarkup()
    {
        var change = await WriteAsync(Update() with { Reason = "<script>alert(1)</script>" });

        var page = await ShownAsync(change.Id);

        Assert.Equal("<script>alert(1)</script>", Fact(page, "Reason"));
        Assert.Empty(page.FindAll("script"));
    }

    [Theory]
    [InlineData(ChangeOperation.Update, JournalEvent.Applied, $"/accounts/{Wire.AccountId}/infrastructure/targets/{TargetId}?revert=")]
    [InlineData(ChangeOperation.Delete, JournalEvent.Applied, $"/accounts/{Wire.AccountId}/infrastructure/targets/new?from-entry=")]
    [InlineData(ChangeOperation.Create, JournalEvent.Applied, $"/accounts/{Wire.AccountId}/infrastructure/targets/{TargetId}?revert=")]
    [InlineData(ChangeOperation.Update, JournalEvent.Rejected, null)]
    [InlineData(ChangeOperation.Delete, JournalEvent.Unclear, null)]
    public async Task Entry_OfAChange_LeadsToWhatTakesItBack(ChangeOperation operation, JournalEvent outcome, string? address)
    {
        var change = await WriteAsync(
            Update() with { Operation = operation, Baseline = operation == ChangeOperation.Create ? null : Target("10.0.0.1"), Proposed = operation == ChangeOperation.Delete ? null : Target("10.0.0.2") },
            new(outcome) { After = operation == ChangeOperation.Delete ? new ResourceImage.Gone() : new ResourceImage.Known(Target("10.0.0.2")) });

        var page = await ShownAsync(change.Id);

        var expected = address is null ? [] : new[] { address.EndsWith('=') ? $"{address}{change.Id}" : address };
        Assert.Equal(expected, page.FindAll(".reversal a").Select(link => link.GetAttribute("href")));
        Assert.NotEmpty(page.Find(".reversal .hint").Words());
    }

    [Fact]
    public async Task Entries_OfAChangeAndItsRevert_LeadToEachOther()
    {
        var change = await WriteAsync();
        await WriteAsync();
        var revert = await WriteAsync(Update() with { Operation = ChangeOperation.Revert, Reverts = change.Id });

        Assert.Equal($"/accounts/{Wire.AccountId}/activity/{change.Id}", Link(await ShownAsync(revert.Id), "an earlier change"));
        Assert.Equal($"/accounts/{Wire.AccountId}/activity/{revert.Id}", Link(await ShownAsync(change.Id), "a later change"));

        static string? Link(IRenderedComponent<ChangePage> page, string words) => page.FindAll("dd a").Single(link => link.Words() == words).GetAttribute("href");
    }

    [Fact]
    public async Task Entry_OfADeletedInterconnect_SaysThatItCannotBeCreatedAgain()
    {
        var id = await Journal.RecordAsync(
            new()
            {
                Account = Wire.AccountId, Kind = "Interconnect", ResourceId = "c4a7", Position = 0,
                Before = new ResourceImage.Known(Json("""{"name":"pni"}""")), Now = new ResourceImage.Gone(),
            },
            Ending);

        var page = await ShownAsync(id!.Value);

        Assert.StartsWith("It cannot be created again here.", page.Find(".reversal").Words(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".reversal a"));
    }

    [Fact]
    public async Task Entry_ForAViewer_LeadsToNothingThatChangesAnything()
    {
        SignIn(Role.Viewer);
        var change = await WriteAsync();

        Assert.Empty((await ShownAsync(change.Id)).FindAll(".reversal"));
    }

    [Fact]
    public async Task Entry_OfAnotherAccount_IsNotFound()
    {
        var change = await WriteAsync(Update() with { Account = Wire.SecondId });

        var page = Show(change.Id);

        page.WaitForAssertion(() => Assert.Contains("The journal has no such entry", page.Texts("h1")));
    }

    [Fact]
    public async Task Entry_WhileTheStoreIsAway_SaysSoAndIsReadOnceItIsBack()
    {
        var change = await WriteAsync();
        TakeStoreAway();
        var page = Show(change.Id);
        page.WaitForAssertion(() => Assert.Equal("The entry cannot be read", page.Find("[role=alert] h2").Words()));

        BringStoreBack();
        await page.Button("Try again").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Equal("anna, Operator", Fact(page, "Person")));
    }

    private static string Fact(IRenderedComponent<ChangePage> page, string name) => page.FindAll("dt").First(term => term.Words() == name).NextElementSibling!.Words();

    private static IReadOnlyList<string> Rows(IRenderedComponent<ChangePage> page, string table) => page.Texts($"[aria-label='{table}'] tbody tr");

    private IRenderedComponent<ChangePage> Show(Guid change) =>
        Render<ChangePage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId).Add(page => page.ChangeId, change));

    private async Task<IRenderedComponent<ChangePage>> ShownAsync(Guid change)
    {
        var page = Show(change);
        await page.WaitForStateAsync(() => page.FindAll(".change").Count > 0);
        return page;
    }
}
