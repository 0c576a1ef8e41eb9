using AdminPortal.Changes;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <summary>What the form of every kind that the API deletes must prove besides (<see cref="EveryKindTests"/>).</summary>
public abstract partial class DeletableFormTests<TPage, TResource, TInput> : FormTests<TPage, TResource, TInput>
    where TPage : IComponent
    where TResource : class
    where TInput : class
{
    /// <summary>Words of the sentence that says what stops working.</summary>
    protected abstract string Consequence { get; }

    /// <summary>What the API answers.</summary>
    protected abstract string Deleted { get; }

    /// <summary>The answer to reading a resource that is not there.</summary>
    protected abstract (string Answer, int Status) Gone { get; }

    /// <summary>The sample's name.</summary>
    protected abstract string SampleName { get; }

    /// <summary>The sample under another name.</summary>
    protected string Renamed(string name) => Sample.Replace($"\"{SampleName}\"", $"\"{name}\"", StringComparison.Ordinal);

    /// <summary>Whether the name has to be typed to delete a single one, unless something else is configured.</summary>
    protected abstract bool IsTypedByDefault { get; }

    private string DeleteLine => $"DELETE {Kind.Path}/{Id}";

    [Fact]
    public void Delete_Asked_SaysWhatStopsWorkingAndShowsTheRequest()
    {
        var page = Open();

        page.Button("Delete").Click();

        var panel = Assert.Single(page.FindAll("section.review"));
        Assert.StartsWith("Delete ", panel.QuerySelector("h2")!.Words(), StringComparison.Ordinal);
        Assert.Equal(panel.QuerySelector("h2")!.Id, Focused);
        Assert.Contains(Consequence, panel.Words(), StringComparison.Ordinal);
        Assert.Contains("created again from its history, but with another id", panel.Words(), StringComparison.Ordinal);
        Assert.Equal($"DELETE /accounts/{Wire.AccountId}/{Kind.Path}/{Id}", panel.QuerySelector(".request-line")!.Words());
        Assert.True(page.Find("form.resource-form").HasAttribute("hidden"));
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Delete_KeptAfterAll_GoesBackToTheFormWithWhatWasTyped()
    {
        var page = Open();
        Make(page, Change);
        page.Button("Delete").Click();

        page.Button("Keep it").Click();

        Assert.Empty(page.FindAll("section.review"));
        Assert.False(page.Find("form.resource-form").HasAttribute("hidden"));
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Delete_CarriedOut_LeadsToTheListWithANoticeAndAsksNothingMore()
    {
        Wire.On(DeleteLine, Deleted);
        var page = Open();
        Make(page, Change);
        AskToDelete(page);

        page.Button("Delete it").Click();

        var list = Addresses.List(Wire.AccountId, Kind);
        page.WaitForAssertion(() => Assert.EndsWith(list, Navigation.Uri, StringComparison.Ordinal));
        Assert.Equal([Read(Sample).Request, DeleteLine], Wire.Sent.Select(sent => sent.Line).SkipWhile(line => line != Read(Sample).Request).TakeLast(2));
        Assert.Single(Wire.Writes);
        Assert.StartsWith("Deleted: ", Services.GetRequiredService<Handover>().Take(list)?.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void Delete_DoubleClicked_DeletesOnce()
    {
        var held = Wire.Hold(DeleteLine);
        var page = Open();
        AskToDelete(page);
        var button = page.Button("Delete it");

        button.Click();
        page.WaitForAssertion(() => Assert.True(page.Button("Delete it").HasAttribute("disabled")));
        button.Click();
        held.SetResult(Wire.Reply(Deleted));

        page.WaitForAssertion(() => Assert.EndsWith(Addresses.List(Wire.AccountId, Kind), Navigation.Uri, StringComparison.Ordinal));
        Assert.Single(Wire.Writes);
    }

    /// <summary>A fast answer may come between the two clicks, and the page stands until the next one has rendered.</summary>
    [Fact]
    public void Delete_ClickedAgainWhileThePageIsLeft_DeletesOnce()
    {
        Wire.On(DeleteLine, Deleted);
        var page = Open();
        AskToDelete(page);
        page.Button("Delete it").Click();
        page.WaitForAssertion(() => Assert.EndsWith(Addresses.List(Wire.AccountId, Kind), Navigation.Uri, StringComparison.Ordinal));

        page.Button("Delete it").Click();

        Assert.True(page.Button("Delete it").HasAttribute("disabled"));
        Assert.Single(Wire.Writes);
    }

    [Theory]
    [InlineData(400, "The API refused the change")]
    [InlineData(403, "The API forbids this")]
    [InlineData(404, "There is no such")]
    [InlineData(429, "too often")]
    public void Delete_Failed_SaysWhyAndKeepsWhatWasTyped(int status, string words)
    {
        Wire.On(DeleteLine, Envelope(Error("A zone links it.", null)), status);
        var page = Open();
        Make(page, Change);
        AskToDelete(page);

        page.Button("Delete it").Click();

        page.WaitForAssertion(() => Assert.Contains(words, page.Find("[role=alert] h2").Words(), StringComparison.Ordinal));
        Assert.Contains("A zone links it.", page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("section.review"));
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public void Clone_OfAnExistingResource_LeadsToTheNewFormFilledFromIt() => Assert.Equal(
        Addresses.New(Wire.AccountId, Kind, Id),
        Assert.Single(Open().FindAll("form a"), link => link.Words() == "Clone").GetAttribute("href"));

    [Fact]
    public void Viewer_OfAResource_IsOfferedNeitherCloneNorDelete()
    {
        SignIn(Role.Viewer);

        var page = Open();

        Assert.DoesNotContain("Delete", page.Texts("button"));
        Assert.DoesNotContain("Clone", page.Texts("a"));
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    /// <summary>Opens the question, and types the name where it has to be.</summary>
    private void AskToDelete(IRenderedComponent<TPage> page)
    {
        page.Button("Delete").Click();
        if (page.FindAll("#delete-word") is [var typed])
        {
            typed.Input(SampleName);
        }
    }
}
