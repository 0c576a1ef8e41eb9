using System.Text.Json.Nodes;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

/// <content>A POST that got no answer: what the list shows of it, and that nothing is sent twice.</content>
public abstract partial class CreateFormTests<TNewPage, TPage, TResource, TInput>
{
    private const string OtherId = "0b5e3b3c-4d5f-4a6b-8c7d-9e0f1a2b3c4d";

    [Fact]
    public void Create_UnansweredAndInTheList_LandsOnItAndSaysHowItIsKnown()
    {
        CreateUnanswered(List(MadeByPost(Id)));

        Assert.EndsWith(Landing, Navigation.Uri, StringComparison.Ordinal);
        AssertLandedAsFound(OpenLanding(MadeByPost(Id)));
        Assert.Equal([PostLine], Wire.Writes.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Create_UnansweredAndNotInTheListAfterAMoment_SaysSoAndKeepsWhatWasTyped()
    {
        var page = CreateUnanswered(List(), settles: false);
        await LookAgainAsync(page);

        var alert = page.Find("[role=alert]");
        Assert.Equal($"The {Kind.Name.ToLowerInvariant()} was not created", alert.QuerySelector("h2")!.Words());
        Assert.Contains("The list was read again", alert.Words(), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, alert.Words(), StringComparison.Ordinal);
        Assert.Equal(Filled.Text, page.Field(Filled.Label).GetAttribute("value"));
        Assert.Single(Wire.Writes);

        AnswerAll();
        Review(page);
        AssertSameJson(Body, page.Find("pre.request").TextContent);
        Create(page);
        Assert.EndsWith(Landing, Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_UnansweredAndTheListUnreadable_SaysToLookInTheListAndSendsNothingMore()
    {
        var page = CreateUnanswered(Refusal("No.", null), status: 403, settles: false);
        await LookAgainAsync(page);

        var alert = page.Find("[role=alert]");
        Assert.Contains($"It is not known whether the {Kind.Name.ToLowerInvariant()} was created", alert.Words(), StringComparison.Ordinal);
        Assert.Equal(Addresses.List(Wire.AccountId, Kind), Assert.Single(alert.QuerySelectorAll("a")).GetAttribute("href"));
        Assert.Contains(Wire.Ray, alert.Words(), StringComparison.Ordinal);
        Assert.Equal(Filled.Text, page.Field(Filled.Label).GetAttribute("value"));
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public void Create_UnansweredAndSeveralLookAlike_SaysThatNobodyKnowsAndLeadsToEach()
    {
        var page = CreateUnanswered(List(MadeByPost(Id), MadeByPost(OtherId)));

        var alert = page.Find("[role=alert]");
        Assert.Contains($"It is not known whether the {Kind.Name.ToLowerInvariant()} was created", alert.Words(), StringComparison.Ordinal);
        Assert.Contains("These 2 look like what was sent", alert.Words(), StringComparison.Ordinal);
        Assert.Equal(new[] { Id, OtherId }.Select(id => Addresses.Resource(Wire.AccountId, Kind, id)), alert.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Equal(Filled.Text, page.Field(Filled.Label).GetAttribute("value"));
        Assert.Single(Wire.Writes);
    }

    /// <summary>What the page of the resource says that the list showed.</summary>
    private protected virtual void AssertLandedAsFound(IRenderedComponent<TPage> landed)
    {
        Assert.Contains("Created, as reading it again shows: the answer itself was lost", Assert.Single(landed.Texts(".alert-success[role=status]")), StringComparison.Ordinal);
        Assert.Equal("saved", Focused);
        Assert.Contains("Nothing changed", landed.Texts("form [role=status]"));
    }

    private static string List(params string[] resources) => $$$"""{"success":true,"errors":[],"messages":[],"result":[{{{string.Join(',', resources)}}}]}""";

    /// <summary>Creates without getting an answer; the list holds this from then on.</summary>
    private IRenderedComponent<TNewPage> CreateUnanswered(string list, int status = 200, bool settles = true)
    {
        Wire.On(PostLine, () =>
        {
            Wire.On($"GET {Kind.Path}", list, status);
            return Task.FromResult(Wire.Reply("<html>", 502));
        });
        var page = OpenFilled();
        Review(page);
        if (settles)
        {
            Create(page);
        }
        else
        {
            page.Button("Create").Click();
        }

        return page;
    }

    private protected async Task LookAgainAsync(IRenderedComponent<TNewPage> page)
    {
        await Time.TimerSetAsync();
        page.WaitForAssertion(() => Assert.Contains("Waiting for the API…", page.Texts(".review [role=status]")));
        Time.Advance(TimeSpan.FromSeconds(2));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section.review")));
    }

    /// <summary>The filled form's body with members of the server's.</summary>
    private protected string BodyWith(params (string Name, JsonNode Value)[] members)
    {
        var resource = JsonNode.Parse(Body)!.AsObject();
        foreach (var (name, value) in members)
        {
            resource[name] = value;
        }

        return resource.ToJsonString();
    }
}
