using AdminPortal.Changes.Journal;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.History;
using AngleSharp.Html.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.History;

/// <summary>Every change in an account: what the rows say, the filters and pages in the address, and the states of the page.</summary>
public sealed class ActivityPageTests : JournalTestContext
{
    private const string Path = $"/accounts/{Wire.AccountId}/activity";

    [Fact]
    public void Page_WithoutAnyChange_SaysSo()
    {
        var page = Show();

        page.WaitForAssertion(() => Assert.Equal(["Nothing was changed through this console yet."], page.Texts(".empty p")));
    }

    [Fact]
    public async Task Row_OfAChange_SaysWhoWhatWhyAndWhatBecameOfIt()
    {
        var change = await WriteAsync();

        var page = await ShownAsync();

        Assert.Equal(["2026-03-04 05:07:07 UTC", "anna", "Target", "infra-access-target", "Update", "Applied", "NET-1", Wire.Ray], page.Texts("tbody tr > *"));
        Assert.Equal([$"{Path}/{change.Id}", $"/accounts/{Wire.AccountId}/infrastructure/targets/{TargetId}"], page.FindAll("tbody a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Rows_OfEveryOutcome_AreToldApartByWords()
    {
        await WriteAsync(staysOpen: true);
        foreach (var outcome in new[] { JournalEvent.Applied, JournalEvent.Rejected, JournalEvent.Unclear, JournalEvent.NotApplied, JournalEvent.Abandoned })
        {
            await WriteAsync(outcome: new(outcome));
        }

        Time.Advance(TimeSpan.FromMinutes(1));
        await Journal.RecordAsync(
            new()
            {
                Account = Wire.AccountId, Kind = "App", ResourceId = "one", ResourceName = "app", Position = await Journal.PositionAsync(Wire.AccountId, Ending),
                Before = new ResourceImage.Known(Json("""{"name":"app"}""")), Now = new ResourceImage.Gone(),
            },
            Ending);

        var page = await ShownAsync();

        Assert.Equal(["Seen changed outside", "Abandoned", "Not applied", "Unclear", "Rejected", "Applied", "Open"], page.Texts("td.outcome"));
        Assert.Equal("Outside the console", page.Find("tbody tr td").Words());
        Assert.Equal("Delete", page.Find("tbody tr td.state").Words());
    }

    [Theory]
    [InlineData("kind=Peer", "Peer")]
    [InlineData("person=Be", "Bert")]
    [InlineData("outcome=rejected", "Rejected")]
    [InlineData("resource=two", "second")]
    [InlineData("from=2026-03-05", "later")]
    [InlineData("kind=Target&person=anna&outcome=applied&until=2026-03-04", "infra-access-target")]
    public async Task Filter_InTheAddress_LeavesWhatMatches(string filter, string shows)
    {
        await WriteAsync();
        await WriteAsync(Update() with { Kind = "Peer", ResourceName = "peer" });
        await WriteAsync(Update("Bert") with { ResourceName = "of bert" });
        await WriteAsync(Update() with { ResourceName = "refused" }, new(JournalEvent.Rejected));
        await WriteAsync(Update() with { ResourceId = "two", ResourceName = "second" }, new(JournalEvent.Unclear));
        Time.Advance(TimeSpan.FromDays(1));
        await WriteAsync(Update("carl") with { ResourceName = "later" }, new(JournalEvent.NotApplied));

        var page = await ShownAsync(filter);

        var row = Assert.Single(page.FindAll("tbody tr"));
        Assert.Contains(shows, row.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filter_Applied_StandsInTheAddressAndInTheForm()
    {
        await WriteAsync();
        var page = await ShownAsync();

        page.Field("Person").Change("Be");
        page.Field("Outcome").Change("seen-changed-outside");
        page.Field("First day").Change("2026-03-01");
        await page.Find("form").SubmitAsync();

        Assert.EndsWith($"{Path}?person=Be&outcome=seen-changed-outside&from=2026-03-01", Address, StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("No change matches.", page.Texts(".empty p")[0]));
        Assert.Equal("Be", ((IHtmlInputElement)page.Field("Person")).Value);
        Assert.Equal(Path, page.FindAll("a").Single(link => link.Words() == "Show all").GetAttribute("href"));
    }

    [Fact]
    public async Task Filter_ThatIsNone_IsIgnoredWithWords()
    {
        await WriteAsync();

        var page = await ShownAsync("outcome=bad&kind=Target&at=nonsense");

        Assert.Equal(["Outcome bad Ignored. One of applied, rejected, unclear, not-applied, abandoned, refused, open, seen-changed-outside."], page.Texts(".chip"));
        Assert.Single(page.FindAll("tbody tr"));
    }

    [Fact]
    public async Task Pages_OfManyChanges_GoToOlderAndBack()
    {
        for (var change = 1; change <= 51; change++)
        {
            await WriteAsync(Update() with { Reason = $"NET-{change}" });
        }

        var page = await ShownAsync("kind=Target");
        Assert.Equal(50, page.FindAll("tbody tr").Count);
        Assert.Equal("true", Pager(page, "Newer").GetAttribute("aria-disabled"));

        Go(Pager(page, "Older").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(["NET-1"], page.Texts("td.why")));
        Assert.Contains("kind=Target&at=", Address, StringComparison.Ordinal);
        Assert.Equal("true", Pager(page, "Older").GetAttribute("aria-disabled"));

        Go(Pager(page, "Newer").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(50, page.FindAll("tbody tr").Count));
        Assert.Equal("NET-51", page.Texts("td.why")[0]);
    }

    [Fact]
    public async Task Page_WhileTheStoreIsAway_SaysSoAndReadsItOnceItIsBack()
    {
        await WriteAsync();
        TakeStoreAway();
        var page = Show();
        page.WaitForAssertion(() => Assert.Equal("The journal cannot be read", page.Find("[role=alert] h2").Words()));
        Assert.Empty(page.FindAll("table"));

        BringStoreBack();
        await page.Button("Try again").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Export_OfWhatIsFiltered_HasTheFilterAndTheReadersZone()
    {
        JSInterop.Setup<string?>("portal.timeZone").SetResult("Europe/Berlin");
        await WriteAsync();

        var page = await ShownAsync("person=anna&from=2026-03-04&at=nonsense");

        Assert.Equal(
            [$"{Path}.csv?person=anna&from=2026-03-04&zone=Europe%2FBerlin", $"{Path}.json?person=anna&from=2026-03-04&zone=Europe%2FBerlin"],
            page.FindAll("a[download]").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Day_OfAReaderElsewhere_IsTheirs()
    {
        JSInterop.Setup<string?>("portal.timeZone").SetResult("Pacific/Auckland");
        await WriteAsync();

        var page = await ShownAsync("until=2026-03-04");

        Assert.Equal(["2026-03-04 18:07:07"], page.Texts("tbody time"));
    }

    [Fact]
    public async Task Resource_ThatWasDeleted_LeadsToItsHistory()
    {
        await WriteAsync(Update() with { Operation = ChangeOperation.Delete, Proposed = null }, new(JournalEvent.Applied) { After = new ResourceImage.Gone() });

        var page = await ShownAsync();

        Assert.Equal($"/accounts/{Wire.AccountId}/infrastructure/targets/{TargetId}/history", page.FindAll("tbody a")[1].GetAttribute("href"));
    }

    [Fact]
    public async Task History_OfAResource_HoldsItsOwnChangesOnly()
    {
        await WriteAsync();
        await WriteAsync(Update() with { ResourceId = "two" });
        Go($"/accounts/{Wire.AccountId}/infrastructure/targets/{TargetId}/history");

        var page = Render<HistoryPage>(parameters => parameters.Add(one => one.AccountId, Wire.AccountId).Add(one => one.Area, "infrastructure").Add(one => one.Plural, "targets").Add(one => one.Id, TargetId));

        page.WaitForAssertion(() => Assert.Equal(["2026-03-04 05:07:07 UTC", "anna", "Update", "Applied", "NET-1", Wire.Ray], page.Texts("tbody tr > *")));
        Assert.Equal(["Person", "Outcome", "First day", "Last day"], page.FieldNames());
        Assert.Equal($"{Path}.csv?kind=Target&resource={TargetId}", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public void History_OfAnUnknownKind_IsNoPage()
    {
        var page = Render<HistoryPage>(parameters => parameters.Add(one => one.AccountId, Wire.AccountId).Add(one => one.Area, "magic").Add(one => one.Plural, "nothing").Add(one => one.Id, "x"));

        Assert.Equal(["There is no page here"], page.Texts("h1"));
    }

    private string Address => Services.GetRequiredService<NavigationManager>().Uri;

    private static AngleSharp.Dom.IElement Pager(IRenderedComponent<ActivityPage> page, string name) => page.FindAll(".pager a").Single(link => link.Words() == name);

    private void Go(string address) => Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    private IRenderedComponent<ActivityPage> Show(string query = "")
    {
        Go($"{Path}{(query.Length > 0 ? "?" : "")}{query}");
        return Render<ActivityPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
    }

    private async Task<IRenderedComponent<ActivityPage>> ShownAsync(string query = "")
    {
        var page = Show(query);
        await page.WaitForStateAsync(() => page.FindAll("tbody tr").Count > 0);
        return page;
    }
}
