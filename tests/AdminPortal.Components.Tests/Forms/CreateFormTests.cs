using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Forms;

/// <summary>What the new form of every kind that the API creates must prove; a new kind inherits it and cannot skip it (<see cref="EveryKindTests"/>).</summary>
public abstract partial class CreateFormTests<TNewPage, TPage, TResource, TInput> : PortalTestContext
    where TNewPage : IComponent
    where TPage : IComponent
    where TResource : class
    where TInput : class
{
    protected abstract ResourceKind<TResource, TInput> Kind { get; }

    /// <summary>A resource to clone: with its server's members, and some that no model has.</summary>
    protected abstract string Sample { get; }

    /// <summary>The sample's id, and that of what the API creates.</summary>
    protected abstract string Id { get; }

    /// <summary>What a clone of the sample sends: the modelled fields, and nothing else.</summary>
    protected abstract string Clone { get; }

    /// <summary>A resource with a value that a rule forbids, which was there already.</summary>
    protected abstract (string Resource, string Sentence) Unwise { get; }

    protected abstract IReadOnlyList<string> Labels { get; }

    /// <summary>A text field that <see cref="Fill"/> fills, its text, and its place.</summary>
    protected abstract (string Label, string Text, string Pointer) Filled { get; }

    /// <summary>What the filled form sends.</summary>
    protected abstract string Body { get; }

    /// <summary>What goes over the wire for <paramref name="body"/>.</summary>
    protected virtual IReadOnlyList<(string Line, string Body)> Calls(string body) => [(PostLine, body)];

    /// <summary>The request that reads the resource, and an answer that holds it.</summary>
    protected abstract (string Request, string Answer) Read(string resource);

    /// <summary>What a POST of the filled form makes, under the sample's id or another one.</summary>
    protected abstract string MadeByPost(string id);

    private protected string PostLine => $"POST {Kind.Path}";

    private protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private protected string Landing => Addresses.Resource(Wire.AccountId, Kind, Id);

    [Fact]
    public void Form_OfANewResource_NamesItsFieldsAndHasNothingInThem()
    {
        var page = Open();

        Assert.Equal($"New {Kind.Name.ToLowerInvariant()}", page.Find("h1").Words());
        Assert.Equal(Labels, page.FieldNames());
        Assert.All(page.FindAll("form input[type=text]"), input => Assert.Equal("", input.GetAttribute("value") ?? ""));
        Assert.DoesNotContain(Wire.Sent, sent => sent.Line == Read(Sample).Request && sent.Line != $"GET {Kind.Path}");
    }

    [Fact]
    public void Review_OfAnEmptyForm_StaysShut()
    {
        var page = Open();
        Assert.Empty(page.FindAll(".message-error, [aria-invalid=true]"));

        Review(page);

        Assert.Empty(page.FindAll("section.review"));
        Assert.NotEmpty(page.FindAll(".message-error, .alert-warning"));
    }

    [Fact]
    public void Review_OfTheFilledForm_ShowsThePostAndItsExactBody()
    {
        var page = OpenFilled();

        Review(page);

        Assert.Equal($"POST /accounts/{Wire.AccountId}/{Kind.Path}", page.Find(".request-line").Words());
        AssertSameJson(Body, page.Find("pre.request").TextContent);
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Create_Accepted_SendsWhatWasReviewedAndLandsOnTheNewResource()
    {
        AnswerAll();
        var page = OpenFilled();
        Review(page);

        Create(page);

        Assert.Equal(Calls(Body).Select(call => call.Line), Wire.Writes.Select(sent => sent.Line));
        Assert.All(Calls(Body).Zip(Wire.Writes), pair => AssertSameJson(pair.First.Body, pair.Second.Body!));
        Assert.EndsWith(Landing, Navigation.Uri, StringComparison.Ordinal);
        var landed = OpenLanding(Sample);
        Assert.Contains("Created", Assert.Single(landed.Texts(".alert-success[role=status]")), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, landed.Find(".alert-success").Words(), StringComparison.Ordinal);
        Assert.Equal("saved", Focused);
        Assert.Contains("Nothing changed", landed.Texts("form [role=status]"));
    }

    [Fact]
    public void Form_LeftWithWhatWasTypedForAnother_IsFilledWithAllOfIt()
    {
        var typed = JsonNode.Parse(Body)!.AsObject();
        typed["x_new"] = 7;
        Services.GetRequiredService<Handover>().Leave(Addresses.New(Wire.AccountId, Kind), new("Filled with what you typed.", Proposed: typed));

        var page = Open();
        Assert.Contains("Filled with what you typed.", page.Texts(".alert-warning"));
        Review(page);

        AssertSameJson(typed.ToJsonString(), page.Find("pre.request").TextContent);
    }

    [Fact]
    public void Create_DoubleClicked_CreatesOnce()
    {
        AnswerAll();
        var held = Wire.Hold(PostLine);
        var page = OpenFilled();
        Review(page);
        var button = page.Button("Create");

        button.Click();
        page.WaitForAssertion(() => Assert.True(page.Button("Create").HasAttribute("disabled")));
        button.Click();
        held.SetResult(Wire.Reply(Envelope(Sample)));

        page.WaitForAssertion(() => Assert.EndsWith(Landing, Navigation.Uri, StringComparison.Ordinal));
        Assert.Single(Wire.Writes, sent => sent.Method == HttpMethod.Post);
    }

    /// <summary>A fast answer may come between the two clicks, and the page stands until the next one has rendered.</summary>
    [Fact]
    public void Create_ClickedAgainWhileThePageIsLeft_CreatesOnce()
    {
        AnswerAll();
        var page = OpenFilled();
        Review(page);
        page.Button("Create").Click();
        page.WaitForAssertion(() => Assert.EndsWith(Landing, Navigation.Uri, StringComparison.Ordinal));

        page.Button("Create").Click();

        Assert.True(page.Button("Create").HasAttribute("disabled"));
        Assert.Single(Wire.Writes, sent => sent.Method == HttpMethod.Post);
    }

    [Fact]
    public void Create_RefusedWithAPointer_KeepsWhatWasTypedWithTheErrorAtItsField()
    {
        Wire.On(PostLine, Refusal("Not like this.", Filled.Pointer), 400);
        var page = OpenFilled();
        Review(page);

        Create(page);

        var control = page.Field(Filled.Label);
        Assert.Equal(Filled.Text, control.GetAttribute("value"));
        Assert.Contains("Not like this.", page.DescriptionOf(control), StringComparison.Ordinal);
        Assert.Equal(control.Id, Focused);
        Assert.Contains("Nothing was changed", page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("section.review"));
        Assert.Single(Wire.Writes);
        Review(page);
        AssertSameJson(Body, page.Find("pre.request").TextContent);
    }

    [Fact]
    public void Clone_OfAResource_CopiesTheModelledFieldsOnly()
    {
        AnswerAll();
        var page = OpenClone(Sample);
        Assert.StartsWith("filled from ", page.Find(".lead").Words(), StringComparison.Ordinal);

        Review(page);
        AssertSameJson(Clone, page.Find("pre.request").TextContent);
        Create(page);

        Assert.All(Calls(Clone).Zip(Wire.Writes), pair => AssertSameJson(pair.First.Body, pair.Second.Body!));
    }

    [Fact]
    public void Leaving_AClone_AsksOnlyOnceSomethingIsTyped()
    {
        var page = OpenClone(Sample);
        Assert.DoesNotContain("Nothing changed", page.Texts("form [role=status]"));
        Navigation.NavigateTo("/elsewhere");
        Assert.Empty(page.FindAll("dialog"));
        Assert.EndsWith("/elsewhere", Navigation.Uri, StringComparison.Ordinal);

        page.Field(Filled.Label).Input(Filled.Text);
        Navigation.NavigateTo("/elsewhere/still");

        page.WaitForAssertion(() => Assert.Single(page.FindAll("dialog#leave")));
        Assert.EndsWith("/elsewhere", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Clone_OfAValueThatWasThereAlready_ExcusesNothing()
    {
        var page = OpenClone(Unwise.Resource);

        Assert.Contains(page.Texts(".message-error"), text => text.Contains(Unwise.Sentence, StringComparison.Ordinal));
        Assert.DoesNotContain("was there already", page.Markup, StringComparison.Ordinal);
        Review(page);
        Assert.Empty(page.FindAll("section.review"));
    }

    [Fact]
    public void Clone_OfAResourceThatCannotBeRead_SaysSoOverAnEmptyForm()
    {
        Wire.On(Read(Sample).Request, Refusal("Authentication error", null), 403);

        var page = Open($"?from={Id}");

        Assert.Contains("The API forbids this", page.Find("[role=alert] h2").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was changed", page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Equal("", page.Field(Filled.Label).GetAttribute("value"));
    }

    [Fact]
    public void Viewer_OfANewForm_CanTypeNothingAndCreatesNothing()
    {
        SignIn(Role.Viewer);
        AnswerAll();
        var page = Open();
        Assert.All(page.FindAll("form input, form select, form textarea"), control => Assert.True(control.HasAttribute("readonly") || control.HasAttribute("disabled"), control.OuterHtml));
        Assert.Empty(page.FindAll("form button"));
        Assert.Contains(AccessControl.ViewerRefusal, page.Texts(".alert"));

        page.Field(Filled.Label).Input(Filled.Text);
        Review(page);
        if (page.FindAll("section.review").Count > 0)
        {
            page.Button("Create").Click();
            page.WaitForAssertion(() => Assert.Contains(AccessControl.ViewerRefusal, Assert.Single(page.Texts(".alert-warning")), StringComparison.Ordinal));
        }

        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Form_OfAnUnknownAccount_SaysSoWithoutACall()
    {
        var page = Render<TNewPage>(parameters => parameters.TryAdd("AccountId", "feed"));

        page.WaitForAssertion(() => Assert.Contains("This console has no such account", page.Find("[role=alert]").Words(), StringComparison.Ordinal));
        Assert.Empty(Wire.Sent);
    }

    /// <summary>Types into every field, as <see cref="Body"/> has it.</summary>
    private protected abstract void Fill(IRenderedComponent<TNewPage> page);

    /// <summary>Answers for what the form reads besides.</summary>
    private protected virtual void AnswerHelpers()
    {
    }

    private protected static string Envelope(string resource) => $$$"""{"success":true,"errors":[],"messages":[],"result":{{{resource}}}}""";

    private protected static string Refusal(string message, string? pointer)
    {
        JsonObject error = new() { ["code"] = 1000, ["message"] = message };
        if (pointer is not null)
        {
            error["source"] = new JsonObject { ["pointer"] = pointer };
        }

        return new JsonObject { ["success"] = false, ["errors"] = new JsonArray(error), ["messages"] = new JsonArray(), ["result"] = null }.ToJsonString();
    }

    private protected static void AssertSameJson(string expected, string actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actual)), $"Expected {expected}, got {actual}.");

    /// <summary>Opens the review, and waits until it knows what it asks for.</summary>
    private protected static void Review(IRenderedComponent<TNewPage> page)
    {
        page.Find("form.resource-form").Submit();
        page.WaitForAssertion(() => Assert.DoesNotContain("Comparing with", page.Markup, StringComparison.Ordinal));
    }

    /// <summary>Every write succeeds.</summary>
    private protected void AnswerAll()
    {
        foreach (var (line, _) in Calls(Body))
        {
            Wire.On(line, Envelope(Sample));
        }
    }

    private protected void Create(IRenderedComponent<TNewPage> page)
    {
        page.Button("Create").Click();
        page.WaitForAssertion(() =>
        {
            Assert.NotEmpty(Wire.Writes);
            Assert.True(Navigation.Uri.EndsWith(Landing, StringComparison.Ordinal) || !page.Markup.Contains("Waiting for the API…", StringComparison.Ordinal));
        });
    }

    private protected IRenderedComponent<TNewPage> OpenFilled()
    {
        var page = Open();
        Fill(page);
        return page;
    }

    private protected IRenderedComponent<TNewPage> OpenClone(string resource)
    {
        Wire.On(Read(resource).Request, Read(resource).Answer);
        return Open($"?from={Id}");
    }

    private protected IRenderedComponent<TNewPage> Open(string query = "")
    {
        AnswerHelpers();
        Navigation.NavigateTo($"{Addresses.New(Wire.AccountId, Kind)}{query}");
        var page = Render<TNewPage>(parameters => parameters.TryAdd("AccountId", Wire.AccountId));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("form.resource-form")));
        return page;
    }

    /// <summary>The page on which a creation lands, with <paramref name="resource"/> behind it.</summary>
    private protected IRenderedComponent<TPage> OpenLanding(string resource)
    {
        Wire.On(Read(resource).Request, Read(resource).Answer);
        var page = Render<TPage>(parameters =>
        {
            parameters.TryAdd("AccountId", Wire.AccountId);
            parameters.TryAdd("Id", Id);
        });
        page.WaitForAssertion(() => Assert.Single(page.FindAll("form.resource-form")));
        return page;
    }
}
