using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <content>A change of the journal is taken back on the form.</content>
public abstract partial class FormTests<TPage, TResource, TInput>
{
    [Fact]
    public void Revert_OfAChange_ShowsBothSidesAndSendsNothing()
    {
        var page = OpenToRevert(live: Changed());

        Assert.Equal("Take a change back", page.Find("section.review h2").Words());
        Assert.Contains("The change of 2026-03-03 14:02:00 UTC by anna is taken back by a new one", page.Find("section.review > p").Words(), StringComparison.Ordinal);
        Assert.Equal([(Change.Label, "Before it")], Taken(page));
        Assert.Equal(MergePanel.HeadingId, Focused);
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Revert_Saved_SendsTheResourceAsItWasAndKeepsWhatElseIsThere()
    {
        var live = JsonNode.Parse(Changed())!.AsObject();
        live["x_new"] = 7;
        Wire.On(PutLine, Updated(Sample));
        var page = OpenToRevert(live.ToJsonString());

        Assert.Equal([(Change.Label, "Before it"), ("/x_new", "Now")], Taken(page));
        page.Button("Review again").Click();
        Save(page);

        var sent = JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!;
        Assert.Equal(JsonPointer.ReadText(JsonNode.Parse(Sample), Change.Pointer), JsonPointer.ReadText(sent, Change.Pointer));
        Assert.Equal(7, (int?)sent["x_new"]);
        Assert.Equal(OneEntry.Id, OneEntry.RevertedIn(Services.GetRequiredService<IJournal>()));
    }

    [Fact]
    public void Revert_OfAFieldThatWasChangedSince_Asks()
    {
        var page = OpenToRevert(live: Changed("theirs"));

        Assert.True(page.Button("Review again").HasAttribute("disabled"));
        Choose(page, "Before it");
        page.Button("Review again").Click();

        Assert.Equal(["theirs"], page.Texts("section.review td.before"));
    }

    [Fact]
    public void Revert_OfWhatIsUndoneAlready_SaysSo()
    {
        var page = OpenToRevert(live: Sample);

        Assert.Contains("Nothing is left to take back", Assert.Single(page.Texts(".alert-warning")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("section.review"));
    }

    [Fact]
    public void Revert_LeftAsItIs_ShowsTheResource()
    {
        var page = OpenToRevert(live: Changed());

        page.Button("Leave it as it is").Click();

        Assert.Empty(page.FindAll("section.review"));
        Assert.Contains("Nothing changed", page.Texts("form [role=status]"));
    }

    [Theory]
    [InlineData(JournalEvent.Rejected, "was not carried out")]
    [InlineData(JournalEvent.Unclear, "Nobody knows whether this change was carried out")]
    [InlineData(JournalEvent.Intended, "not known yet")]
    public void Revert_OfAChangeThatMayNotHaveHappened_SaysSo(JournalEvent outcome, string words)
    {
        var page = OpenToRevert(live: Changed(), outcome: outcome);

        Assert.Contains(words, Assert.Single(page.Texts(".alert-warning")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("section.review"));
    }

    [Fact]
    public void Revert_OfItsCreation_AsksToDeleteIt()
    {
        Services.AddSingleton(OneEntry.Of(OneEntry.Change(Kind.Name, Id, [], InputOf(Sample), ChangeOperation.Create)));
        Navigate();

        var page = Open();

        Assert.Equal(Kind is IDeletableKind, page.FindAll("button").Any(button => button.Words() == "Delete it"));
        Assert.Equal(Kind is IDeletableKind, page.FindAll(".alert-warning").Count == 0);
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Revert_OfAnotherResourcesChange_IsRefused()
    {
        var page = OpenToRevert(live: Changed(), resource: "another");

        Assert.Contains("The journal has no such change of this", Assert.Single(page.Texts(".alert-warning")), StringComparison.Ordinal);
    }

    [Fact]
    public void Revert_WhileTheStoreIsAway_SaysSoAndShowsTheForm()
    {
        Services.AddSingleton(AwayJournal.New());
        Navigate();

        Assert.Contains("the console's store does not answer", Assert.Single(Open().Texts(".alert-warning")), StringComparison.Ordinal);
    }

    [Fact]
    public void Revert_ByAViewer_ShowsTheFormOnly()
    {
        SignIn(Role.Viewer);

        var page = OpenToRevert(live: Changed());

        Assert.Empty(page.FindAll("section.review"));
        Assert.Contains(AccessControl.ViewerRefusal, page.Texts(".alert"));
    }

    [Fact]
    public void Revert_OfAResourceThatIsGone_LeadsToCreatingItAgain()
    {
        Journaled(Changed(), Id, JournalEvent.Applied);
        Navigate();
        AnswerHelpers(Wire);
        Wire.On(Read(Sample).Request, """{"success":false,"errors":[{"code":1002,"message":"not found"}],"result":null}""", 404);

        var page = Render<TPage>(parameters =>
        {
            parameters.TryAdd("AccountId", Wire.AccountId);
            parameters.TryAdd("Id", Id);
        });

        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[role=alert]")));
        Assert.Equal(
            Kind is ICreatableKind<TResource, TInput> ? [$"{Addresses.New(Wire.AccountId, Kind)}?from-entry={OneEntry.Id}"] : [],
            page.FindAll("[role=alert] a").Select(link => link.GetAttribute("href")).Where(address => address!.Contains("from-entry", StringComparison.Ordinal)));
    }

    private IRenderedComponent<TPage> OpenToRevert(string live, JournalEvent outcome = JournalEvent.Applied, string? resource = null)
    {
        Journaled(Changed(), resource ?? Id, outcome);
        Navigate();
        return Open(live);
    }

    /// <summary>The journal has a change from the sample to what is given.</summary>
    private void Journaled(string after, string resource, JournalEvent outcome) =>
        Services.AddSingleton(OneEntry.Of(OneEntry.Change(Kind.Name, resource, InputOf(Sample), InputOf(after), outcome: outcome)));

    private JsonObject InputOf(string resource) => Kind.InputOf(AdminPortal.Cloudflare.Pipeline.CloudflareJson.FromNode<TResource>(JsonNode.Parse(resource)!));

    private void Navigate() => Services.GetRequiredService<NavigationManager>().NavigateTo(Addresses.Revert(Wire.AccountId, Kind, Id, OneEntry.Id));
}
