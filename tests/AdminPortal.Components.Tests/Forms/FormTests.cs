using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Components.Tests.Setup;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <summary>What every kind's form must prove; a new kind inherits it and cannot skip it (<see cref="EveryKindTests"/>).</summary>
public abstract partial class FormTests<TPage, TResource, TInput> : PortalTestContext
    where TPage : IComponent
    where TResource : class
    where TInput : class
{
    protected abstract ResourceKind<TResource, TInput> Kind { get; }

    /// <summary>The documents' own sample of the kind.</summary>
    protected abstract string Sample { get; }

    /// <summary>A resource with something in every list and map.</summary>
    protected virtual string FullSample => Sample;

    protected abstract string Id { get; }

    /// <summary>Labels as the console's specification lists them.</summary>
    protected abstract IReadOnlyList<string> Labels { get; }

    /// <summary>What the server sets in the sample, by label.</summary>
    protected abstract IReadOnlyList<(string Label, string Text)> ServersOwn { get; }

    /// <summary>A value for each field that the documents forbid, and words of the sentence that says so.</summary>
    protected abstract IReadOnlyList<BadValue> BadValues { get; }

    /// <summary>Fields that are picked or switched, so that nothing wrong can be typed.</summary>
    protected abstract IReadOnlyList<string> PickedFields { get; }

    /// <summary>An allowed edit of a text field.</summary>
    protected abstract Edit Change { get; }

    /// <summary>Where an error inside a field or around fields has to stand, beyond the fields themselves.</summary>
    protected abstract IReadOnlyList<Place> InnerPlaces { get; }

    /// <summary>Every object in the sample that may hold members which no model has.</summary>
    protected abstract IReadOnlyList<string> Objects { get; }

    /// <summary>The request that reads the resource, and an answer that holds it.</summary>
    protected abstract (string Request, string Answer) Read(string resource);

    /// <summary>An answer to the PUT that holds the resource.</summary>
    protected abstract string Updated(string resource);

    private string PutLine => $"PUT {Kind.Path}/{Id}";

    [Fact]
    public void Form_OfTheKind_NamesItsFieldsAsSpecified() => Assert.Equal(Labels, Open().FieldNames());

    [Fact]
    public void Form_OfTheKind_NamesEveryPartAndUsesNoIdTwice()
    {
        var page = Open(FullSample);

        Assert.All(page.FindAll("form input, form select, form textarea"), control => Assert.NotEmpty(page.NameOf(control)));
        Assert.Distinct(page.FindAll("[id]").Select(element => element.Id));
    }

    [Fact]
    public void Form_OfTheKind_ShowsTheValuesOfTheResource() => Assert.Equal(
        JsonPointer.ReadText(JsonNode.Parse(Sample), Change.Pointer),
        Open().Field(Change.Label).GetAttribute("value"));

    [Fact]
    public void ReadOnlyMembers_OfTheSample_StandAsTextAndCanBeCopied()
    {
        var page = Open();

        Assert.All(ServersOwn, member =>
        {
            var term = Assert.Single(page.FindAll("section.aside dt"), term => term.Words() == member.Label);
            var value = term.NextElementSibling!;
            // A moment is shown as the reader's clock shows it, and copied as the API wrote it.
            Assert.Equal(member.Text, value.QuerySelector("time")?.GetAttribute("datetime")?.Replace(".0000000Z", "Z", StringComparison.Ordinal) ?? value.Words());
            Assert.Equal(member.Text, value.QuerySelector("[data-copy]")!.GetAttribute("data-copy"));
            Assert.Empty(value.QuerySelectorAll("input, select, textarea"));
        });
    }

    [Fact]
    public void BadValues_OfTheKind_CoverEveryFieldThatCanBeTyped() =>
        Assert.Equal(Labels.Except(PickedFields).Order(StringComparer.Ordinal), BadValues.Select(bad => bad.Label).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Field_BadValueTyped_SaysWhyAtOnceAndReviewStaysShut() => Assert.All(BadValues, bad =>
    {
        var page = Open();
        Assert.DoesNotContain(page.Texts(".message-error"), text => text.Contains(bad.Sentence, StringComparison.Ordinal));

        bad.Type(page);

        Assert.Contains(page.Texts(".message-error"), text => text.Contains(bad.Sentence, StringComparison.Ordinal));
        Assert.Contains(bad.Sentence, page.DescriptionOf(bad.Control(page)), StringComparison.Ordinal);
        Assert.Contains("true", new[] { bad.Control(page) }.Concat(bad.Control(page).QuerySelectorAll("input")).Select(control => control.GetAttribute("aria-invalid")));
        Review(page);
        Assert.Empty(page.FindAll("section.review"));
        Assert.Contains(page.FindAll("[id]"), element => element.Id == Focused);
        Assert.Empty(Wire.Writes);
    });

    [Fact]
    public void Form_TheSeedsSample_OpensWithNothingThatBlocks()
    {
        var page = Open();
        Assert.Empty(page.Texts(".message-error"));
        Assert.Empty(page.FindAll("[aria-invalid=true]"));

        Make(page, Change);
        Review(page);

        Assert.Single(page.FindAll("section.review"));
    }

    [Fact]
    public void Review_NothingChanged_SaysSoAndStaysShut()
    {
        var page = Open();

        Review(page);

        Assert.Empty(page.FindAll("section.review"));
        Assert.Contains("nothing to review", Assert.Single(page.Texts(".alert-warning")), StringComparison.Ordinal);
    }

    [Fact]
    public void Viewer_OfTheKind_SeesTheFieldsAndCanChangeNone()
    {
        SignIn(Role.Viewer);

        var page = Open(FullSample);

        Assert.Equal(Labels, page.FieldNames());
        Assert.All(page.FindAll("form input, form select, form textarea"), control => Assert.True(control.HasAttribute("readonly") || control.HasAttribute("disabled"), control.OuterHtml));
        Assert.Empty(page.FindAll("form button"));
        Assert.DoesNotContain("Review", page.Texts("button"));
        Assert.Contains(AccessControl.ViewerRefusal, page.Texts(".alert"));
    }

    [Fact]
    public void Viewer_SendsTheEventsOfAnEditAllTheSame_WritesNothing()
    {
        SignIn(Role.Viewer);
        Wire.On(PutLine, Updated(Sample));
        var page = Open();

        Make(page, Change);
        Review(page);
        if (page.FindAll("section.review").Count > 0)
        {
            page.Button("Save").Click();
            page.WaitForAssertion(() => Assert.Contains(AccessControl.ViewerRefusal, Assert.Single(page.Texts(".alert-warning")), StringComparison.Ordinal));
        }

        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public async Task Viewer_AsksTheOperationItself_IsRefusedBeforeAnyCall()
    {
        var baseline = JsonNode.Parse(Sample)!.AsObject();

        var outcome = await Services.GetRequiredService<ResourceUpdates>().SaveAsync(
            Kind, new Actor("Somebody", Role.Viewer), new UpdateRequest(Wire.AccountId, Id, baseline, baseline), Xunit.TestContext.Current.CancellationToken);

        Assert.Equal(AccessControl.ViewerRefusal, Assert.IsType<UpdateOutcome<TResource>.Forbidden>(outcome).Reason);
        Assert.Empty(Wire.Sent);
    }

    /// <summary>Answers for what the form reads besides the resource.</summary>
    private protected virtual void AnswerHelpers(Wire wire)
    {
    }

    private protected IRenderedComponent<TPage> Open(string? resource = null)
    {
        var (request, answer) = Read(resource ?? Sample);
        Wire.On(request, answer);
        AnswerHelpers(Wire);
        var page = Render<TPage>(parameters =>
        {
            parameters.TryAdd("AccountId", Wire.AccountId);
            parameters.TryAdd("Id", Id);
        });
        page.WaitForAssertion(() =>
        {
            Assert.Single(page.FindAll("form.resource-form"));
            Assert.Empty(page.FindAll(".loading"));
        });
        return page;
    }

    private protected static void Make(IRenderedComponent<TPage> page, Edit edit) => page.Field(edit.Label).Input(edit.Text);

    /// <summary>Opens the review, and waits until it knows what it asks for.</summary>
    private protected static void Review(IRenderedComponent<TPage> page)
    {
        page.Find("form.resource-form").Submit();
        page.WaitForAssertion(() => Assert.DoesNotContain("Comparing with", page.Markup, StringComparison.Ordinal));
    }

    private protected void Save(IRenderedComponent<TPage> page)
    {
        var before = Wire.Sent.Count;
        page.Button("Save").Click();
        page.WaitForAssertion(() =>
        {
            Assert.True(Wire.Sent.Count > before);
            Assert.DoesNotContain("Waiting for the API…", page.Markup, StringComparison.Ordinal);
        });
    }

    /// <summary>Opens, edits, reviews and saves, with <paramref name="answer"/> to the PUT.</summary>
    private protected IRenderedComponent<TPage> SaveAnswered(string answer, int status, string? resource = null)
    {
        Wire.On(PutLine, answer, status);
        var page = Open(resource);
        Make(page, Change);
        Review(page);
        Save(page);
        return page;
    }

    /// <summary>A value that the documents forbid.</summary>
    /// <param name="Label">The field's label.</param>
    /// <param name="Text">What is typed.</param>
    /// <param name="Sentence">Words of the sentence that says what is allowed.</param>
    /// <param name="Part">The control inside a group, such as "Row 1".</param>
    /// <param name="First">What has to be done before typing.</param>
    protected sealed record BadValue(string Label, string Text, string Sentence, string? Part = null, Action<IRenderedComponent<TPage>>? First = null)
    {
        /// <summary>What the sentence describes, where it is not the control that was typed into.</summary>
        public Func<IRenderedComponent<TPage>, IElement>? Described { get; init; }

        public IElement Control(IRenderedComponent<TPage> page) => Described is not null ? Described(page) : Typed(page);

        public void Type(IRenderedComponent<TPage> page)
        {
            First?.Invoke(page);
            Typed(page).Input(Text);
        }

        private IElement Typed(IRenderedComponent<TPage> page) => Part is null ? page.Field(Label) : page.Part(Label, Part);
    }

    /// <summary>An allowed edit.</summary>
    protected sealed record Edit(string Label, string Pointer, string Text);

    /// <summary>Where an error with a pointer has to stand.</summary>
    protected sealed record Place(string Pointer, string Label, string? Part = null);
}
