using AdminPortal.Administration;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Administration;

/// <summary>The console's page: what an administrator sees and does, and that nobody else does it.</summary>
public sealed class ConsolePageTests : PortalTestContext
{
    private const string Now = "form[aria-label='Make the console read-only']";

    public ConsolePageTests()
    {
        SignIn("Anna Admin", Role.Administrator);
        Sessions.Live.Add(new("own", "Anna Admin", "Anna Admin", "192.0.2.1", Moment(0), Moment(3), Moment(480)));
        Sessions.Live.Add(new("other", "https://login.test|sam", "Sam Sample", "192.0.2.2", Moment(1), Moment(2), Moment(481)));
    }

    [Fact]
    public void Sessions_OfEverybody_AreListedAndOnesOwnIsMarkedOnlyByItsId()
    {
        var page = Show();

        Assert.Equal(["Anna Admin", "Sam Sample"], page.Texts("table.people tbody th"));
        Assert.Equal("/access?person=https%3A%2F%2Flogin.test%7Csam", page.FindAll("table.people tbody th a")[1].GetAttribute("href"));
        Assert.Contains("192.0.2.2", page.Texts("table.people td"));
    }

    [Fact]
    public void Session_IsEndedOnlyOnceThatWasConfirmed()
    {
        var page = Show();

        page.Find("button[aria-label='End the session of Sam Sample']").Click();
        Assert.Equal(2, Sessions.Live.Count);
        Assert.Contains("Sam Sample will be signed out there.", page.Find(".confirmed").Words(), StringComparison.Ordinal);
        page.FindAll(".confirmed button")[0].Click();

        page.WaitForAssertion(() => Assert.Equal(["Anna Admin"], page.Texts("table.people tbody th")));
        Assert.Contains("The session of Sam Sample has ended.", page.Texts("[role=status]"));
    }

    [Fact]
    public void Session_ThatIsKept_GoesOn()
    {
        var page = Show();

        page.Find("button[aria-label='End the session of Sam Sample']").Click();
        page.FindAll(".confirmed button")[1].Click();

        Assert.Equal(2, Sessions.Live.Count);
        Assert.Empty(page.FindAll(".confirmed"));
    }

    [Theory]
    [InlineData("1", 60)]
    [InlineData("4", 240)]
    public async Task ReadOnly_ForSomeHours_BeginsWithReasonAndEnd(string choice, int minutes)
    {
        var page = Show();

        page.Find("#read-only-reason").Change("  Migration ");
        page.Find($"input[type=radio][value='{choice}']").Change(choice);
        await page.Find(Now).SubmitAsync();

        Assert.Equal(new ReadOnlyPeriod("Anna Admin", "Migration", Time.GetUtcNow(), Time.GetUtcNow().AddMinutes(minutes)), ReadOnly.LastKnown);
        page.WaitForAssertion(() => Assert.Contains("Anna Admin wanted it so: Migration", page.Find(".console-section").Words(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("morning", null, "2026-03-05T06:00:00Z")]
    [InlineData("at", "2026-03-06T09:30", "2026-03-06T08:30:00Z")]
    public async Task ReadOnly_UntilATimeOfDay_MeansTheReadersClock(string choice, string? at, string until)
    {
        JSInterop.Setup<string?>("portal.timeZone").SetResult("Europe/Berlin");
        var page = Show();

        page.Find("#read-only-reason").Change("Migration");
        page.Find($"input[type=radio][value='{choice}']").Change(choice);
        if (at is not null)
        {
            page.Find("#read-only-at").Change(at);
        }

        await page.Find(Now).SubmitAsync();

        Assert.Equal(DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture), ReadOnly.LastKnown?.Until);
    }

    [Theory]
    [InlineData("", "1", null, "Say why", "read-only-reason")]
    [InlineData("Migration", "at", null, "Give a day and a time", "read-only-at")]
    [InlineData("Migration", "at", "2026-03-04T05:06", "The end lies in the past.", "read-only-at")]
    [InlineData("Migration", "at", "2026-04-20T05:06", "At most 31 days", "read-only-at")]
    public async Task ReadOnly_WithAMistake_DoesNotBeginAndSaysWhy(string reason, string choice, string? at, string words, string focused)
    {
        var page = Show();

        page.Find("#read-only-reason").Change(reason);
        page.Find($"input[type=radio][value='{choice}']").Change(choice);
        if (at is not null)
        {
            page.Find("#read-only-at").Change(at);
        }

        await page.Find(Now).SubmitAsync();

        Assert.Null(ReadOnly.LastKnown);
        Assert.Contains(words, Assert.Single(page.Texts(".message-error")), StringComparison.Ordinal);
        Assert.Equal(focused, Focused);
    }

    [Fact]
    public async Task ReadOnly_IsEndedByAnyAdministrator()
    {
        await ReadOnly.BeginAsync(new("Otto", "Audit", Moment(0), Moment(120)), Xunit.TestContext.Current.CancellationToken);
        var page = Show();
        Assert.Contains("Otto wanted it so: Audit", page.Find(".console-section").Words(), StringComparison.Ordinal);

        await page.FindAll("button").Single(button => button.Words() == "End it now").ClickAsync();

        Assert.Null(ReadOnly.LastKnown);
        page.WaitForAssertion(() => Assert.Single(page.FindAll(Now)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("people")]
    [InlineData("journal")]
    public void Console_ForAnybodyElse_ShowsNothingAndIsJournaled(string? section)
    {
        SignIn("Sam Sample", Role.Approver);

        var page = Show(section);

        Assert.Contains("Only an administrator may do this.", page.Find(".alert-error").Words(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("tbody tr"));
        var refused = Assert.Single(ConsoleJournal.Noted);
        Assert.Equal((ConsoleEventKind.Refused, "Sam Sample"), (refused.What, refused.Actor));
        Assert.StartsWith("Wanted to ", refused.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadOnly_ByAnybodyElse_DoesNotBegin()
    {
        SignIn("Sam Sample", Role.Approver);
        var page = Render<ReadOnlySection>();

        page.Find("#read-only-reason").Change("Migration");
        await page.Find(Now).SubmitAsync();

        Assert.Null(ReadOnly.LastKnown);
        Assert.Equal(["Only an administrator may do this."], page.Texts(".alert-error"));
    }

    [Fact]
    public void People_AreListedWithTheRolesOfThePresentGrants()
    {
        People.All.Add(new("https://login.test|sam", "Sam Sample", "https://login.test", [new(HeldValue.Roles, "Operator"), new(HeldValue.Groups, "g1")], Moment(0), Moment(1)));
        People.All.Add(new("https://login.test|eve", "Eve", "https://login.test", [], Moment(0), Moment(1)));

        var page = Show("people");

        Assert.Equal(["Sam Sample", "Eve"], page.Texts("table.people tbody th"));
        Assert.Equal(["Operator", "no role"], page.Texts("td.roles"));
        page.Find("button[aria-label='End every session of Sam Sample']").Click();
        page.FindAll(".confirmed button")[0].Click();
        page.WaitForAssertion(() => Assert.Contains("One session of Sam Sample has ended.", page.Texts("[role=status]")));
        Assert.Equal("own", Assert.Single(Sessions.Live).Id);
    }

    [Fact]
    public void Journal_HasPagesByPlaceNewestFirst()
    {
        for (var number = 1; number <= 51; number++)
        {
            ConsoleJournal.Noted.Add(new(ConsoleEventKind.SignedIn, $"Person {number}") { Person = $"id {number}", PersonName = $"Person {number}", Note = "From 192.0.2.1." });
        }

        var page = Show("journal");

        Assert.Equal(50, page.FindAll("tbody tr").Count);
        Assert.Contains("Signed in Person 51", page.FindAll("tbody tr")[0].Words(), StringComparison.Ordinal);
        Assert.Equal(["/console/journal?before=2"], page.FindAll(".pager a").Select(link => link.GetAttribute("href")));

        Services.GetRequiredService<NavigationManager>().NavigateTo("/console/journal?before=2");

        page.WaitForAssertion(() => Assert.Contains("Person 1", Assert.Single(page.FindAll("tbody tr")).Words(), StringComparison.Ordinal));
        Assert.Equal(["/console/journal"], page.FindAll(".pager a").Select(link => link.GetAttribute("href")));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Journal_OfEveryKindOfEvent_HasWords(ConsoleEventKind kind)
    {
        ConsoleJournal.Noted.Add(new(kind, "Anna Admin") { Reason = "Because", Note = "Note." });

        Assert.Contains("Because — Note.", Show("journal").Texts("td"));
    }

    [Fact]
    public void Section_ThatThereIsNot_IsNotFound() => Assert.Empty(Show("nonsense").FindAll(".tabs"));

    public static TheoryData<ConsoleEventKind> Kinds => [.. Enum.GetValues<ConsoleEventKind>()];

    private static DateTimeOffset Moment(int minutes) => new DateTimeOffset(2026, 3, 4, 5, 0, 0, TimeSpan.Zero).AddMinutes(minutes);

    private IRenderedComponent<ConsolePage> Show(string? section = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(section is null ? Addresses.Console : $"{Addresses.Console}/{section}");
        return Render<ConsolePage>(page => page.Add(one => one.Section, section));
    }
}
