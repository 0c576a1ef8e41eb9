using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Drafts;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Drafts;
using Bunit;

namespace AdminPortal.Components.Tests.Drafts;

public sealed class DraftsPageTests : PortalTestContext
{
    private const string Me = "Local Operator";

    [Fact]
    public void Page_WithoutDrafts_SaysWhereTheyComeFrom() => Assert.Contains("You have no drafts", Render<DraftsPage>().Find(".empty").Words(), StringComparison.Ordinal);

    [Fact]
    public async Task Page_WithDrafts_NamesEachAndLeadsToItsForm()
    {
        await KeepAsync(Me, new(Wire.AccountId, "Target", "t 1"), "bastion");
        Time.Advance(TimeSpan.FromMinutes(1));
        await KeepAsync(Me, new(Wire.AccountId, "Peer", DraftSubject.New), null);
        Time.Advance(TimeSpan.FromMinutes(1));
        await KeepAsync(Me, new("gone", "App", "a1"), "Somewhere");

        var page = Render<DraftsPage>();

        Assert.Equal(
            [
                ["Somewhere", "App", "gone", "2026-03-04 05:08 UTC"],
                ["New peer", "Peer", "Example", "2026-03-04 05:07 UTC"],
                ["bastion", "Target", "Example", "2026-03-04 05:06 UTC"],
            ],
            page.FindAll("tbody tr").Select(row => row.Children.Take(4).Select(cell => cell.Words()).ToArray()));
        Assert.Equal(
            [$"/accounts/{Wire.AccountId}/secondary_dns/peers/new", $"/accounts/{Wire.AccountId}/infrastructure/targets/t%201"],
            page.FindAll("tbody a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public async Task Page_OfOnePerson_ShowsNothingOfAnother()
    {
        await KeepAsync("Sam Sample", new(Wire.AccountId, "Target", "t1"), "of Sam");
        await KeepAsync(Me, new(Wire.AccountId, "Target", "t2"), "mine");

        Assert.Equal(["mine"], Render<DraftsPage>().Texts("tbody th"));
        SignIn(Role.Viewer);
        Assert.Empty(Render<DraftsPage>().FindAll("tbody tr"));
    }

    [Fact]
    public async Task Discard_ADraft_RemovesItAndCanPutItBack()
    {
        await KeepAsync(Me, new(Wire.AccountId, "Target", "t1"), "bastion");
        var page = Render<DraftsPage>();

        page.Button("Discard the draft of bastion").Click();
        page.WaitForAssertion(() => Assert.Contains("Discarded: bastion.", page.Find("[role=status]").Words(), StringComparison.Ordinal));
        Assert.Empty(Drafts.Of(Me));
        page.Button("Put it back").Click();

        page.WaitForAssertion(() => Assert.Equal(["bastion"], page.Texts("tbody th")));
        Assert.Equal("""{"hostname":"bastion"}""", Assert.Single(Drafts.Of(Me)).Content.Input.ToJsonString());
    }

    [Fact]
    public async Task Page_TheStoreAway_SaysSoAndCanBeTriedAgain()
    {
        await KeepAsync(Me, new(Wire.AccountId, "Target", "t1"), "bastion");
        Drafts.Instead = () => throw new TimeoutException();
        var page = Render<DraftsPage>();
        Assert.Contains("Your drafts cannot be reached", page.Find("[role=alert]").Words(), StringComparison.Ordinal);

        Drafts.Instead = null;
        page.Button("Try again").Click();

        page.WaitForAssertion(() => Assert.Equal(["bastion"], page.Texts("tbody th")));
    }

    private Task<DraftKeeping> KeepAsync(string person, DraftSubject subject, string? name) =>
        Drafts.KeepAsync(person, subject, new(null, new JsonObject { ["hostname"] = "bastion" }, null, name), CancellationToken.None);
}
