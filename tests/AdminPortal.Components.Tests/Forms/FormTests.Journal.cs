using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Writes;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Tests.Changes.Journal;
using Bunit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <content>Why a change is wanted, and a journal that cannot be written.</content>
public abstract partial class FormTests<TPage, TResource, TInput>
{
    [Fact]
    public void Save_WithAReason_IsJournaledWithIt()
    {
        RecordedJournal journal = new();
        Services.AddSingleton<IJournal>(journal);
        Wire.On(PutLine, Updated(Changed()));
        var page = Open();
        Make(page, Change);
        Review(page);
        Assert.Equal("Reason (optional)", page.NameOf(page.Find("#reason")));

        page.Find("#reason").Change("  NET-1: because  ");
        Save(page);

        var intent = Assert.Single(journal.Intents).Intent;
        Assert.Equal((Kind.Name, Id, "NET-1: because", "Local Operator"), (intent.Kind, intent.ResourceId, intent.Reason, intent.Actor.Name));
        Assert.Equal(JournalEvent.Applied, Assert.Single(journal.Outcomes).Outcome.Event);
    }

    [Fact]
    public void Save_WithoutTheReasonThatIsRequired_SaysSoAtItsFieldAndSendsNothing()
    {
        Services.AddSingleton(Reasons(("Journal:Reason:Default", "Required"), ("Journal:ReasonPattern", "NET-"), ("Journal:ReasonHint", "Name the ticket.")));
        Wire.On(PutLine, Updated(Changed()));
        var page = Open();
        Make(page, Change);
        Review(page);

        page.Button("Save").Click();

        var field = page.Find("#reason");
        Assert.Equal("Reason", page.NameOf(field));
        Assert.Contains("A change of this kind needs a reason. Name the ticket.", page.DescriptionOf(field), StringComparison.Ordinal);
        Assert.Equal(("true", "reason"), (field.GetAttribute("aria-invalid"), Focused));
        Assert.Empty(Wire.Writes);

        field.Change("because");
        page.Button("Save").Click();
        Assert.Contains("Name the ticket.", page.Texts(".reason-field .message-error"));
        Assert.Empty(Wire.Writes);

        page.Find("#reason").Change("NET-1");
        Save(page);
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public void Review_WhereReasonsAreOff_AsksForNone()
    {
        Services.AddSingleton(Reasons(("Journal:Reason:Default", "Off")));
        var page = Open();
        Make(page, Change);

        Review(page);

        Assert.Empty(page.FindAll("#reason"));
    }

    [Fact]
    public void Save_WhileTheJournalIsAway_SendsNothingSaysSoAndKeepsWhatWasTyped()
    {
        Services.AddSingleton(AwayJournal.New());
        var page = Open();
        Make(page, Change);
        Review(page);

        page.Button("Save").Click();

        page.WaitForAssertion(() => Assert.Contains("Nothing was sent, because it could not be journaled. There is no store.", page.Texts(".alert-warning")));
        Assert.Empty(Wire.Writes);
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
    }

    [Fact]
    public void Save_WhoseOutcomeWaitsForTheStore_IsSavedAndSaysSo()
    {
        Services.AddSingleton<IJournal>(new RecordedJournal { Completion = Completion.Kept });
        Wire.On(PutLine, Updated(Changed()));
        var page = Open();
        Make(page, Change);
        Review(page);

        Save(page);

        Assert.Single(page.FindAll(".alert-success"));
        Assert.Contains(page.Texts(".alert-warning"), text => text.Contains("written as soon as the store is back", StringComparison.Ordinal));
    }

    private static ReasonPolicy Reasons(params (string Name, string Value)[] settings) =>
        ReasonPolicy.From(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());
}
