using AdminPortal.Changes.Deletions;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Shell;
using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <content>The name that has to be typed, and a DELETE that got no answer.</content>
public abstract partial class DeletableFormTests<TPage, TResource, TInput>
{
    private const string IsGone = "Reading it again shows that it is gone: the answer itself was lost.";

    [Fact]
    public void Delete_NothingConfigured_IsTypedWhereOthersReferToTheId()
    {
        var page = Open();

        page.Button("Delete").Click();

        Assert.Equal(IsTypedByDefault ? [$"Type {SampleName} to delete it"] : [], page.FindAll("#delete-word").Select(page.NameOf));
    }

    [Fact]
    public void Delete_BelowTheThreshold_AsksForNoTyping()
    {
        Services.AddSingleton(new DeletionThreshold(configured: 1));
        Wire.On(DeleteLine, Deleted);
        var page = Open();
        page.Button("Delete").Click();
        Assert.Empty(page.FindAll("#delete-word"));

        page.Button("Delete it").Click();

        page.WaitForAssertion(() => Assert.Equal(DeleteLine, Assert.Single(Wire.Writes).Line));
    }

    [Theory]
    [InlineData("", "Nothing is typed yet.")]
    [InlineData("UPPER", "Upper and lower case differ.")]
    [InlineData(" blank", "There is a blank before or after it.")]
    [InlineData("blank ", "There is a blank before or after it.")]
    [InlineData("else", "“else” is something else.")]
    public void Delete_TypedOtherwise_SaysWhatIsWrongAndSendsNothing(string how, string words)
    {
        var page = OpenAboveTheThreshold();
        var sent = Wire.Sent.Count;
        var typed = how switch
        {
            "UPPER" => SampleName.ToUpperInvariant(),
            " blank" => $" {SampleName}",
            "blank " => $"{SampleName} ",
            _ => how,
        };
        Typed(page).Input(typed);
        Assert.Empty(page.Texts(".delete-form .message-error"));

        page.Find(".delete-form").Submit();

        Assert.Equal([words], page.Texts(".delete-form .message-error"));
        Assert.Equal("true", Typed(page).GetAttribute("aria-invalid"));
        Assert.Equal(words, page.DescriptionOf(Typed(page)));
        Assert.Equal(Typed(page).Id, Focused);
        Assert.Equal(typed, Typed(page).GetAttribute("value") ?? "");
        Assert.Equal(sent, Wire.Sent.Count);

        Typed(page).Input($"{typed}x");
        Assert.Empty(page.Texts(".delete-form .message-error"));
    }

    [Fact]
    public void Delete_TypedToTheLetter_IsSentWithEnterAsWithTheButton()
    {
        Wire.On(DeleteLine, Deleted);
        var page = OpenAboveTheThreshold();
        Typed(page).Input(SampleName);

        page.Find(".delete-form").Submit();

        page.WaitForAssertion(() => Assert.EndsWith(Addresses.List(Wire.AccountId, Kind), Navigation.Uri, StringComparison.Ordinal));
        Assert.Equal(DeleteLine, Assert.Single(Wire.Writes).Line);
    }

    [Fact]
    public void Delete_RenamedSinceThePageWasOpened_SendsNothingAndAsksForTheNameOfNow()
    {
        var page = OpenAboveTheThreshold();
        Typed(page).Input(SampleName);
        Wire.On(Read(Sample).Request, Read(Renamed("needed.example")).Answer);

        page.Find(".delete-form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Nothing was sent. It is called “needed.example” by now.", Assert.Single(page.Texts(".alert-warning")), StringComparison.Ordinal));
        Assert.Equal("Type needed.example to delete it", page.NameOf(Typed(page)));
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Delete_UnansweredAndGone_LeadsToTheListAndSaysHowItIsKnown()
    {
        var page = Open();

        DeleteUnanswered(page, Gone.Answer, Gone.Status);

        var list = Addresses.List(Wire.AccountId, Kind);
        page.WaitForAssertion(() => Assert.EndsWith(list, Navigation.Uri, StringComparison.Ordinal));
        Assert.Equal($"Deleted: {SampleName}. {IsGone}", Services.GetRequiredService<Handover>().Take(list)?.Notice);
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public async Task Delete_UnansweredAndStillThereAfterAMoment_SaysSoAndCanBeAskedAgain()
    {
        var page = Open();
        Make(page, Change);
        DeleteUnanswered(page, Read(Sample).Answer);
        await Time.TimerSetAsync();
        page.WaitForAssertion(() => Assert.Contains("Waiting for the API…", page.Texts(".review [role=status]")));

        Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Equal($"The {Kind.Name.ToLowerInvariant()} was not deleted", page.Find("[role=alert] h2").Words()));
        Assert.Contains("is there as it was", page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Single(Wire.Writes);

        Wire.On(DeleteLine, Deleted);
        AskToDelete(page);
        page.Button("Delete it").Click();
        page.WaitForAssertion(() => Assert.EndsWith(Addresses.List(Wire.AccountId, Kind), Navigation.Uri, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Delete_UnansweredAndUnreadable_SaysThatNobodyKnowsAndReadingAgainShowsWhich(bool gone)
    {
        var page = Open();
        DeleteUnanswered(page, "{}", 403);
        await Time.TimerSetAsync();
        Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.Equal($"It is not known whether the {Kind.Name.ToLowerInvariant()} was deleted", page.Find("[role=alert] h2").Words()));
        Assert.Contains(Wire.Ray, page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        var (answer, status) = gone ? Gone : (Read(Sample).Answer, 200);
        Wire.On(Read(Sample).Request, answer, status);

        page.Button("Read it again").Click();

        if (gone)
        {
            var list = Addresses.List(Wire.AccountId, Kind);
            page.WaitForAssertion(() => Assert.EndsWith(list, Navigation.Uri, StringComparison.Ordinal));
            Assert.EndsWith(IsGone, Services.GetRequiredService<Handover>().Take(list)?.Notice, StringComparison.Ordinal);
        }
        else
        {
            page.WaitForAssertion(() => Assert.Equal([$"The {Kind.Name.ToLowerInvariant()} is still there: the deletion has not arrived."], page.Texts(".alert-warning")));
        }

        Assert.Single(Wire.Writes);
    }

    private static IElement Typed(IRenderedComponent<TPage> page) => page.Find("#delete-word");

    private IRenderedComponent<TPage> OpenAboveTheThreshold()
    {
        Services.AddSingleton(new DeletionThreshold(configured: 0));
        var page = Open();
        page.Button("Delete").Click();
        return page;
    }

    /// <summary>Deletes without getting an answer; reading finds this from then on.</summary>
    private void DeleteUnanswered(IRenderedComponent<TPage> page, string found, int status = 200)
    {
        Wire.On(DeleteLine, () =>
        {
            Wire.On(Read(Sample).Request, found, status);
            return Task.FromResult(Wire.Reply("<html>", 502));
        });
        AskToDelete(page);
        page.Button("Delete it").Click();
    }
}
