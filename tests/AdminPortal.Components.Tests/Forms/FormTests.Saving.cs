using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Components.Tests.Setup;
using AngleSharp.Dom;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

/// <content>From the review to the API's answer.</content>
public abstract partial class FormTests<TPage, TResource, TInput>
{
    private const string Docs = "https://developers.cloudflare.com/errors/1000";

    [Fact]
    public void Review_AChange_ShowsTheDifferenceOfThatFieldOnly()
    {
        var page = Open();
        var before = page.Field(Change.Label).GetAttribute("value");

        Make(page, Change);
        Review(page);

        Assert.Equal([Change.Label], page.Texts("section.review th[scope=row]"));
        Assert.Equal([before!], page.Texts("section.review td.before"));
        Assert.Equal([Change.Text], page.Texts("section.review td.after"));
    }

    [Fact]
    public void Review_AChange_CanBeCopiedAsCurlWithoutTheToken()
    {
        var page = Open();
        Make(page, Change);
        Review(page);

        var command = page.Find("section.review .copy-button").GetAttribute("data-copy")!;

        Assert.StartsWith($"curl --request PUT 'https://api.test/client/v4/accounts/{Wire.AccountId}/{Kind.Path}/{Id}' ", command, StringComparison.Ordinal);
        Assert.Contains("Bearer $CLOUDFLARE_API_TOKEN", command, StringComparison.Ordinal);
        var body = command[(command.IndexOf("--data-raw '", StringComparison.Ordinal) + 12)..^1].Replace("'\\''", "'", StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(page.Find("pre.request").TextContent), JsonNode.Parse(body)), body);
    }

    [Fact]
    public void Save_AChange_SendsExactlyTheRequestThatTheReviewShowed()
    {
        Wire.On(PutLine, Updated(Sample));
        var page = Open();
        Make(page, Change);
        Review(page);
        Assert.Empty(Wire.Writes);
        var line = page.Find(".request-line").Words();
        var shown = JsonNode.Parse(page.Find("pre.request").TextContent)!;
        Assert.Equal(Change.Text, JsonPointer.ReadText(shown, Change.Pointer));

        Save(page);

        var sent = Assert.Single(Wire.Writes);
        Assert.Equal(line, $"{sent.Method} {sent.Path}");
        Assert.Equal($"PUT /accounts/{Wire.AccountId}/{Kind.Path}/{Id}", line);
        Assert.Equal(shown.ToJsonString(), JsonNode.Parse(sent.Body!)!.ToJsonString());
        AssertHeaders(sent);
    }

    [Fact]
    public void Save_AChange_ReadsOnceMoreAndWritesOnce()
    {
        Wire.On(PutLine, Updated(Sample));
        var page = Open();
        Make(page, Change);
        Review(page);
        var before = Wire.Sent.Count;

        Save(page);

        Assert.Equal([Read(Sample).Request, PutLine], Wire.Sent.Skip(before).Select(sent => sent.Line));
    }

    [Fact]
    public void Calls_FromOpeningTheFormToTheSave_AreMadeInThePersonsNameAndAtMostTwoToOpenIt()
    {
        Wire.On(PutLine, Updated(Sample));
        var page = Open();
        Assert.InRange(Wire.Sent.Count, 1, 2);
        Make(page, Change);
        Review(page);

        Save(page);

        Assert.Equal(["Local Operator"], Wire.Sent.Select(sent => sent.Caller).Distinct());
    }

    [Fact]
    public void Save_Accepted_SaysSoWithMessagesAndRayAndNothingLeftToSave()
    {
        var after = JsonNode.Parse(Sample)!;
        JsonPointer.Write(after.AsObject(), Change.Pointer, JsonPointer.ReadText(after, Change.Pointer) is not null ? Change.Text : null);
        var answer = JsonNode.Parse(Updated(after.ToJsonString()))!;
        answer["messages"] = JsonNode.Parse("""[{"code":1200,"message":"Takes a minute."}]""");

        var page = SaveAnswered(answer.ToJsonString(), 200);

        var note = Assert.Single(page.FindAll(".alert-success[role=status]"));
        Assert.Contains("Saved", note.Words(), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, note.Words(), StringComparison.Ordinal);
        Assert.Contains("Takes a minute.", note.Words(), StringComparison.Ordinal);
        Assert.Equal(note.Id, Focused);
        Assert.Empty(page.FindAll("section.review"));
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Contains("Nothing changed", page.Texts("form [role=status]"));
    }

    [Fact]
    public void Save_RefusedWithPointers_PutsEachErrorAtItsField()
    {
        var places = Kind.Fields.Select(field => new Place(field.Pointer, field.Label)).Concat(InnerPlaces);

        Assert.All(places, place =>
        {
            var page = SaveAnswered(Envelope(Error("Not like this.", place.Pointer)), 400, FullSample);

            var control = place.Part is null ? page.Field(place.Label) : page.Part(place.Label, place.Part);
            var description = Described(page, control);
            Assert.Contains("Not like this.", description, StringComparison.Ordinal);
            Assert.Contains("code 1000", description, StringComparison.Ordinal);
            Assert.Contains("Documentation", description, StringComparison.Ordinal);
            Assert.DoesNotContain("Not like this.", Assert.Single(page.Texts("#failure")), StringComparison.Ordinal);
            Assert.Contains(page.FindAll("[id]"), element => element.Id == Focused);
        });
    }

    [Fact]
    public void Save_RefusedWithPointerAsUriFragment_PutsTheErrorAtItsField()
    {
        var page = SaveAnswered(Envelope(Error("Not like this.", $"#{Change.Pointer}")), 400);

        Assert.Contains("Not like this.", page.DescriptionOf(page.Field(Change.Label)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/no_such_member")]
    [InlineData("not a pointer")]
    public void Save_RefusedWithoutAPlace_PutsTheErrorInTheAlert(string? pointer)
    {
        var page = SaveAnswered(Envelope(Error("It is <b>late</b>.", pointer)), 400);

        var alert = Assert.Single(page.FindAll("[role=alert]"));
        Assert.Contains("It is <b>late</b>.", alert.Words(), StringComparison.Ordinal);
        Assert.Contains("code 1000", alert.Words(), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, alert.Words(), StringComparison.Ordinal);
        Assert.Equal(Docs, Assert.Single(alert.QuerySelectorAll("a")).GetAttribute("href"));
        Assert.Equal(alert.Id, Focused);
        Assert.Empty(page.Texts(".message-error"));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("http://example.com/")]
    [InlineData("//example.com/")]
    [InlineData("/relative")]
    [InlineData(" javascript:alert(1)")]
    public void Save_RefusedWithADocumentationAddressThatIsNotHttps_MakesNoLink(string address)
    {
        var page = SaveAnswered(Envelope(Error("No.", null, address), Error("Nor here.", Change.Pointer, address)), 400);

        Assert.Contains("No.", page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role=alert] a, .message a"));
    }

    [Fact]
    public void Save_Refused_KeepsWhatWasTypedAndCanBeSavedAgain()
    {
        var page = SaveAnswered(Envelope(Error("Not now.", Change.Pointer)), 400);
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.False(page.Find("form.resource-form").HasAttribute("hidden"));
        Wire.On(PutLine, Updated(Sample));

        Review(page);
        Save(page);

        Assert.Equal(2, Wire.Writes.Count);
        Assert.Equal(Wire.Writes[0].Body, Wire.Writes[1].Body);
        Assert.Single(page.FindAll(".alert-success"));
    }

    [Fact]
    public void Field_EditedAfterTheApiRefusedIt_LosesTheApisWords()
    {
        var page = SaveAnswered(Envelope(Error("Not now.", Change.Pointer)), 400);

        page.Field(Change.Label).Input(JsonPointer.ReadText(JsonNode.Parse(Sample), Change.Pointer));

        Assert.DoesNotContain("Not now.", page.DescriptionOf(page.Field(Change.Label)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(403, "forbids")]
    [InlineData(404, "no such")]
    [InlineData(429, "too often")]
    public void Save_FailsInOtherWays_SaysWhichAndKeepsWhatWasTyped(int status, string words)
    {
        var page = SaveAnswered("<html>", status);

        Assert.Contains(words, page.Find("[role=alert] h2").Words(), StringComparison.Ordinal);
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Single(Wire.Writes);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    public async Task Save_UnansweredAndNotThereAfterAMoment_SaysSoAndKeepsWhatWasTyped(int status)
    {
        var page = await SaveUnansweredAsync(status, secondLook: null);

        Assert.Contains("The change did not arrive", page.Find("[role=alert] h2").Words(), StringComparison.Ordinal);
        Assert.Contains("is as it was", page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Single(Wire.Writes);

        Wire.On(PutLine, Updated(Changed()));
        Review(page);
        Save(page);

        Assert.Equal(2, Wire.Writes.Count);
        Assert.Single(page.FindAll(".alert-success"));
    }

    [Fact]
    public async Task Save_UnansweredAndThereAfterAMoment_SaysThatItIsSavedAndWritesNoMore()
    {
        var page = await SaveUnansweredAsync(502, Read(Changed()).Answer);

        var note = Assert.Single(page.FindAll(".alert-success[role=status]"));
        Assert.Contains("Saved, as reading it again shows", note.Words(), StringComparison.Ordinal);
        Assert.Equal(note.Id, Focused);
        Assert.Empty(page.FindAll("[role=alert]"));
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Contains("Nothing changed", page.Texts("form [role=status]"));
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public async Task Save_UnansweredAndSomethingElseIsThere_SaysThatNobodyKnowsAndKeepsWhatWasTyped()
    {
        var page = await SaveUnansweredAsync(502, Read(Changed("theirs")).Answer);

        Assert.Contains("It is not known whether the change was carried out", page.Find("[role=alert] h2").Words(), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Equal(Change.Text, page.Field(Change.Label).GetAttribute("value"));
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public void Save_AFieldThatTheApiDidNotKeep_IsToldWithWhatTheApiHas()
    {
        var page = SaveAnswered(Updated(Changed("theirs")), 200);

        var note = Assert.Single(page.FindAll(".alert-success[role=status]"));
        Assert.Contains($"The API has something else than was sent in {Change.Label}: theirs", note.Words(), StringComparison.Ordinal);
        Assert.Equal("theirs", page.Field(Change.Label).GetAttribute("value"));
    }

    [Fact]
    public void Save_EverythingKept_SpeaksOfNoDifference() =>
        Assert.DoesNotContain("something else", SaveAnswered(Updated(Changed()), 200).Find(".alert-success").Words(), StringComparison.Ordinal);

    [Fact]
    public void Save_UnknownMembersAtEveryLevel_SendsThemAndListsThemAsUnchanged()
    {
        var resource = JsonNode.Parse(Sample)!.AsObject();
        string[] values = ["null", "[1,{\"deep\":null}]", "\"é/~\"", "12345678901234567890.5"];
        foreach (var (place, index) in Objects.SelectMany(place => values.Select((_, index) => (place, index))))
        {
            JsonPointer.Read(resource, place)!.AsObject()[$"x_{index}"] = JsonNode.Parse(values[index]);
        }

        var page = SaveAnswered(Updated(resource.ToJsonString()), 200, resource.ToJsonString());

        var body = JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!;
        Assert.All(Objects.SelectMany(place => values.Select((value, index) => (place, index, value))), unknown =>
        {
            var members = JsonPointer.Read(body, unknown.place)!.AsObject();
            Assert.True(members.ContainsKey($"x_{unknown.index}"), $"{unknown.place}/x_{unknown.index}");
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(unknown.value), members[$"x_{unknown.index}"]));
            Assert.Contains($"{unknown.place}/x_{unknown.index}", UnmodelledPointers(page));
        });
        Assert.Equal(Change.Text, JsonPointer.ReadText(body, Change.Pointer));
    }

    private protected static IReadOnlyList<string> UnmodelledPointers(IRenderedComponent<TPage> page) =>
        [.. page.FindAll("section.aside").Where(aside => aside.QuerySelector("h2")!.Words() == "Sent along unchanged").SelectMany(aside => aside.QuerySelectorAll("dt")).Select(term => term.Words())];

    private protected virtual void AssertHeaders(SentRequest sent)
    {
    }

    private protected static string Envelope(params JsonObject[] errors) =>
        new JsonObject { ["success"] = false, ["errors"] = new JsonArray([.. errors]), ["messages"] = new JsonArray(), ["result"] = null }.ToJsonString();

    private protected static JsonObject Error(string message, string? pointer, string docs = Docs)
    {
        JsonObject error = new() { ["code"] = 1000, ["message"] = message, ["documentation_url"] = docs };
        if (pointer is not null)
        {
            error["source"] = new JsonObject { ["pointer"] = pointer };
        }

        return error;
    }

    /// <summary>The sample with the change in it, or with another value in its place.</summary>
    private string Changed(string? text = null)
    {
        var resource = JsonNode.Parse(Sample)!.AsObject();
        JsonPointer.Write(resource, Change.Pointer, text ?? Change.Text);
        return resource.ToJsonString();
    }

    /// <summary>Saves without getting an answer; the second look finds what is given, or the resource as it was.</summary>
    private protected async Task<IRenderedComponent<TPage>> SaveUnansweredAsync(int status, string? secondLook)
    {
        Wire.On(PutLine, "<html>", status);
        var page = Open();
        Make(page, Change);
        Review(page);
        page.Button("Save").Click();
        await Time.TimerSetAsync();
        page.WaitForAssertion(() => Assert.Contains("Waiting for the API…", page.Texts(".review [role=status]")));
        if (secondLook is not null)
        {
            Wire.On(Read(Sample).Request, secondLook);
        }

        Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section.review")));
        return page;
    }

    /// <summary>A group's description may stand at the group or at its text box.</summary>
    private static string Described(IRenderedComponent<TPage> page, IElement control) =>
        control.GetAttribute("role") == "radiogroup" ? string.Concat(control.QuerySelectorAll("[aria-describedby]").Select(page.DescriptionOf)) : page.DescriptionOf(control);
}
