using System.Text.Json.Nodes;
using AdminPortal.Batches;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Interconnects;
using AdminPortal.Lists;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Interconnects;

public sealed partial class InterconnectsChangeTests : PortalTestContext
{
    private const string ReadAll = "GET magic/cf_interconnects";

    private readonly Dictionary<string, JsonObject> _stored = new(StringComparer.Ordinal)
    {
        ["a"] = Interconnect("a", 1476),
        ["b"] = Interconnect("b", 1500),
        ["c"] = Interconnect("c", 1400),
    };

    [Fact]
    public void Page_WithoutASelection_SaysSoAndLeadsToTheList()
    {
        var page = Show();

        Assert.Contains("No interconnect is selected.", page.Find(".empty").Words(), StringComparison.Ordinal);
        Assert.Equal($"/accounts/{Wire.AccountId}/magic/cf_interconnects", page.Find(".empty a").GetAttribute("href"));
        Assert.Empty(Wire.Sent);
    }

    [Fact]
    public void Viewer_OfThePage_IsRefusedWithoutAnyCall()
    {
        Select("a");
        SignIn(Role.Viewer);

        var page = Show();

        Assert.Contains(AccessControl.ViewerRefusal, page.Texts(".alert"));
        Assert.Empty(page.FindAll("button, input"));
        Assert.Empty(Wire.Sent);
    }

    [Fact]
    public void Form_OfTheSelected_OffersTheFieldsThatLeaveEverythingAsItIs()
    {
        var page = Open("a", "c");

        Assert.Equal(["Health check rate", "Health check enabled", "MTU", "Description"], page.FindAll(".field-label").Select(label => label.Words()));
        Assert.Contains("pni-a, pni-c.", page.Find("form .hint").Words(), StringComparison.Ordinal);
        Assert.Contains("Nothing set", page.Texts("form [role=status]"));
        Assert.Equal([ReadAll], Wire.Sent.Select(sent => sent.Line));

        Review(page);
        Assert.Equal(["Nothing is set yet, so there is nothing to review."], page.Texts(".alert-warning"));
    }

    [Fact]
    public void Form_AValueThatARuleForbids_KeepsTheReviewShut()
    {
        var page = Open("a");
        page.Field("MTU").Input("575");

        Review(page);

        Assert.Equal("true", page.Field("MTU").GetAttribute("aria-invalid"));
        Assert.Contains("The smallest MTU", page.DescriptionOf(page.Field("MTU")), StringComparison.Ordinal);
        Assert.Equal(page.Field("MTU").Id, Focused);
        Assert.Empty(page.FindAll(".review"));
    }

    [Fact]
    public void Review_OfWhatIsSet_ShowsEachRowBeforeAndAfterAndSkipsWhatStays()
    {
        var page = Open("a", "b");
        page.Field("MTU").Input("1500");
        page.Field("Health check rate").Change("low");
        page.Part("Description", "Set").Change(true);
        page.Part("Description", "New text").Input("moved to cage 9");
        Assert.Contains("3 fields set", page.Texts("form [role=status]"));

        Review(page);

        Assert.Equal(
            [
                "pni-a Description of a moved to cage 9", "MTU 1476 1500", "Health check rate mid low",
                "pni-b Description of b moved to cage 9", "Health check rate mid low",
            ],
            Rows(page));
        Assert.Equal(page.Find(".review h2").Id, Focused);
        Assert.Empty(page.FindAll(".review input:not(#reason)"));
        page.Button("Back to the form").Click();
        page.Field("Health check rate").Change("");
        page.Part("Description", "Set").Change(false);
        Review(page);
        Assert.Equal(["pni-a MTU 1476 1500", "pni-b Nothing changes; it is skipped."], Rows(page));
    }

    [Fact]
    public void Description_SetToNothing_IsEmptied()
    {
        var page = Open("a");
        page.Part("Description", "Set").Change(true);

        Review(page);
        Save(page, 1);

        page.WaitForAssertion(() => Assert.Equal(["Saved"], page.Texts(".fate")));
        Assert.Equal("\"\"", JsonNode.Parse(Assert.Single(Wire.Writes).Body!)!["description"]!.ToJsonString());
    }

    [Fact]
    public void Review_WhereNothingChanges_OffersNoSave()
    {
        var page = Open("b");
        page.Field("MTU").Input("1500");

        Review(page);

        Assert.True(page.Button("Save 0 interconnects").HasAttribute("disabled"));
        Assert.Contains("Nothing changes on any of them.", page.Find(".review").Words(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Leaving_WithSomethingSet_AsksAndObeys(bool leaves)
    {
        var page = Open("a");
        var asked = JSInterop.Setup<bool>("confirm", _ => true).SetResult(leaves);
        page.Field("MTU").Input("1500");

        Navigation.NavigateTo("/elsewhere");

        page.WaitForAssertion(() => Assert.Single(asked.Invocations));
        Assert.Equal(leaves, Navigation.Uri.EndsWith("/elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public void Leaving_WithNothingSetOrAllSaved_DoesNotAsk()
    {
        var page = Open("a");
        Navigation.NavigateTo("/elsewhere");
        Assert.EndsWith("/elsewhere", Navigation.Uri, StringComparison.Ordinal);

        page.Field("MTU").Input("1500");
        Review(page);
        Save(page, 1);
        page.WaitForAssertion(() => Assert.Equal(["Saved"], page.Texts(".fate")));
        Navigation.NavigateTo("/anywhere");
        Assert.EndsWith("/anywhere", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Leaving_WhileTheyAreSaved_SendsNothingMore()
    {
        var page = Open("a", "c");
        page.Field("MTU").Input("1500");
        Review(page);
        var held = Wire.Hold(PutLine("a"));
        Save(page, 2);
        page.WaitForAssertion(() => Assert.Single(Wire.Writes));

        page.FindComponent<BatchChange<Interconnect, InterconnectInput>>().Instance.Dispose();
        held.SetResult(Wire.Reply(Modified("a")));

        page.WaitForAssertion(() => Assert.Equal(["Saved", "Not sent: stopped before its turn"], page.Texts(".fate")));
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public void Form_OneIsGone_LeavesItOutAndNamesIt()
    {
        _stored.Remove("c");

        var page = Open("a", "c");

        Assert.Equal(["Not there any more, and left out: pni-c."], page.Texts(".message-warning"));
        Assert.Equal(["a"], Selection.Ids);
    }

    [Fact]
    public void Form_ThatCannotBeRead_SaysWhyAndTriesAgain()
    {
        Select("a");
        Wire.On(ReadAll, "{}", 403);
        var page = Show();
        page.WaitForAssertion(() => Assert.Contains("The API forbids this", page.Texts("[role=alert] h2")));
        AnswerAll();

        page.Button("Read them again").Click();

        page.WaitForAssertion(() => Assert.Single(page.FindAll("form.resource-form")));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private Selection Selection => Services.GetRequiredService<Selections>().Of(Wire.AccountId, InterconnectKind.Instance);

    private static JsonObject Interconnect(string id, int mtu) => JsonNode.Parse($$$"""
        {"id":"{{{id}}}","name":"pni-{{{id}}}","description":"of {{{id}}}","mtu":{{{mtu}}},"x_new":7,"health_check":{"enabled":true,"rate":"mid","target":{"effective":"203.0.113.1","saved":""} } }
        """)!.AsObject();

    private static string PutLine(string id) => $"PUT magic/cf_interconnects/{id}";

    private static string? Member(SentRequest sent, string name) => JsonNode.Parse(sent.Body!)![name]?.ToJsonString();

    private static IEnumerable<string> Rows(IRenderedComponent<InterconnectsChangePage> page) =>
        page.FindAll(".review tbody tr").Select(row => string.Join(' ', row.Children.Select(cell => cell.Words())));

    private static void Review(IRenderedComponent<InterconnectsChangePage> page) => page.Find("form.resource-form").Submit();

    private static void Save(IRenderedComponent<InterconnectsChangePage> page, int count) => page.Button($"Save {count} {(count == 1 ? "interconnect" : "interconnects")}").Click();

    private void Select(params string[] ids)
    {
        foreach (var id in ids)
        {
            Selection.Set(id, $"pni-{id}", isSelected: true);
        }
    }

    private void AnswerAll()
    {
        Wire.On(ReadAll, () => Task.FromResult(Wire.Reply($$$"""{"success":true,"result":{"interconnects":[{{{string.Join(',', _stored.Values.Select(one => one.ToJsonString()))}}}]} }""")));
        foreach (var id in _stored.Keys)
        {
            Wire.On($"GET magic/cf_interconnects/{id}", () => Task.FromResult(Wire.Reply($$$"""{"success":true,"result":{"interconnect":{{{_stored[id].ToJsonString()}}}} }""")));
            Answer(id);
        }
    }

    /// <summary>The PUT is carried out, as far as this test looks.</summary>
    private void Answer(string id) => Wire.On(PutLine(id), () =>
    {
        var sent = JsonNode.Parse(Wire.Writes[^1].Body!)!.AsObject();
        foreach (var (name, value) in sent.Where(member => member.Key is "mtu" or "description"))
        {
            _stored[id][name] = value!.DeepClone();
        }

        (_stored[id]["health_check"]!["enabled"], _stored[id]["health_check"]!["rate"]) = (sent["health_check"]!["enabled"]!.DeepClone(), sent["health_check"]!["rate"]!.DeepClone());
        return Task.FromResult(Wire.Reply(Modified(id)));
    });

    private string Modified(string id) => $$$"""{"success":true,"result":{"modified":true,"modified_interconnect":{{{_stored[id].ToJsonString()}}}} }""";

    private IRenderedComponent<InterconnectsChangePage> Open(params string[] ids)
    {
        Select(ids);
        AnswerAll();
        var page = Show();
        page.WaitForAssertion(() => Assert.Single(page.FindAll("form.resource-form")));
        return page;
    }

    private IRenderedComponent<InterconnectsChangePage> Show() => Render<InterconnectsChangePage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
}
