using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Lists;
using AdminPortal.Targets;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Targets;

public sealed class TargetsDeletionTests : PortalTestContext
{
    private const string Post = "POST infrastructure/targets/batch_delete";
    private const string Yes = """{"success":true,"errors":[],"messages":[],"result":null}""";

    [Fact]
    public void Page_WithoutASelection_SaysSoAndLeadsToTheList()
    {
        var page = Show();

        Assert.Contains("No target is selected.", page.Find(".empty").Words(), StringComparison.Ordinal);
        Assert.Equal($"/accounts/{Wire.AccountId}/infrastructure/targets", page.Find(".empty a").GetAttribute("href"));
        Assert.Empty(Wire.Sent);
    }

    [Fact]
    public void Viewer_OfThePage_IsRefusedWithoutAnyCall()
    {
        Select("a");
        SignIn(Role.Viewer);

        var page = Show();

        Assert.Contains(AccessControl.ViewerRefusal, page.Texts(".alert"));
        Assert.Empty(page.FindAll("button"));
        Assert.Empty(Wire.Sent);
    }

    [Fact]
    public void Page_OfAnUnknownAccount_SaysSoWithoutAnyCall()
    {
        var page = Show("feed");

        Assert.Contains("This console has no such account", page.Texts("[role=alert] h2"));
        Assert.Empty(Wire.Sent);
    }

    [Fact]
    public void Review_OfTheSelected_ListsWhatGoesWhatStopsWorkingAndTheRequest()
    {
        var page = Review("a", "b");

        Assert.Equal("Delete 2 targets?", page.Find(".review h2").Words());
        Assert.Equal(page.Find(".review h2").Id, Focused);
        Assert.Equal(["host a 10.0.0.1 env:prod a", "host b 10.0.0.2 b"], page.Texts("tbody tr"));
        Assert.Contains("Access applications select targets by hostname or tags", page.Find(".review").Words(), StringComparison.Ordinal);
        Assert.Equal($"POST /accounts/{Wire.AccountId}/infrastructure/targets/batch_delete", page.Find(".request-line").Words());
        Assert.Empty(page.FindAll(".review input:not(#reason)"));
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Review_OneIsGone_LeavesItOutAndNamesIt()
    {
        Select("a", "b", "c");
        Wire.On(LookFor("a", "b", "c"), Found("a", "c"));

        var page = Show();

        page.WaitForAssertion(() => Assert.Equal("Delete 2 targets?", page.Find(".review h2").Words()));
        Assert.Equal(["Not there any more, and left out: host b."], page.Texts(".message-warning"));
        Assert.Equal(["a", "c"], Selection.Ids);
    }

    [Fact]
    public void Review_AllAreGone_OffersNoDeletion()
    {
        Select("a");
        Wire.On(LookFor("a"), Found());

        var page = Show();

        page.WaitForAssertion(() => Assert.Equal("None of the selected targets is there any more", page.Find(".review h2").Words()));
        Assert.DoesNotContain(page.Texts("button"), text => text.StartsWith("Delete", StringComparison.Ordinal));
    }

    [Fact]
    public void Review_ThatCannotBeRead_SaysWhyAndTriesAgain()
    {
        Select("a");
        Wire.On(LookFor("a"), "{}", 403);
        var page = Show();
        page.WaitForAssertion(() => Assert.Contains("The API forbids this", page.Texts("[role=alert] h2")));
        Wire.On(LookFor("a"), Found("a"));

        page.Button("Read them again").Click();

        page.WaitForAssertion(() => Assert.Equal("Delete 1 target?", page.Find(".review h2").Words()));
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void Confirmation_AboveTheThreshold_HasToBeTyped(int count, bool isTyped)
    {
        var page = Review([.. Enumerable.Range(0, count).Select(number => $"{number}")]);

        Assert.Equal(isTyped, page.FindAll(".typed input").Count > 0);
        Assert.Equal(isTyped, page.Button($"Delete {count} targets").HasAttribute("disabled"));
    }

    [Fact]
    public void Confirmation_Typed_HasToBeToTheLetter()
    {
        string[] ids = ["0", "1", "2", "3", "4", "5"];
        var page = Review(ids);
        Wire.On(Post, Yes);

        page.Find(".typed input").Input("delete 5 targets");
        Assert.True(page.Button("Delete 6 targets").HasAttribute("disabled"));
        page.Button("Delete 6 targets").Click();
        Assert.Empty(Wire.Writes);

        page.Find(".typed input").Input(" Delete 6 targets");
        Assert.False(page.Button("Delete 6 targets").HasAttribute("disabled"));
        page.Button("Delete 6 targets").Click();
        page.WaitForAssertion(() => Assert.Single(Wire.Writes));
    }

    [Fact]
    public void Delete_AllIsWell_SendsOnePostSaysSoOfEachAndSelectsNothing()
    {
        var page = Review("a", "b");
        Wire.On(Post, () =>
        {
            Wire.On(LookFor("a", "b"), Found());
            return Task.FromResult(Wire.Reply(Yes));
        });

        page.Button("Delete 2 targets").Click();

        page.WaitForAssertion(() => Assert.Equal(["Deleted", "Deleted"], page.Texts(".fate")));
        Assert.Contains("2 deleted.", page.Find(".alert-success[role=status]").Words(), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, page.Find(".alert-success").Words(), StringComparison.Ordinal);
        Assert.Equal(page.Find(".alert-success").Id, Focused);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"target_ids":["a","b"]}"""), JsonNode.Parse(Assert.Single(Wire.Writes).Body!)));
        Assert.Equal(0, Selection.Count);
        Assert.DoesNotContain("Review the rest again", page.Texts("button"));
    }

    [Fact]
    public void Delete_DoubleClicked_SendsOnePost()
    {
        var page = Review("a");
        var held = Wire.Hold(Post);
        var button = page.Button("Delete 1 target");

        button.Click();
        page.WaitForAssertion(() => Assert.True(page.Button("Delete 1 target").HasAttribute("disabled")));
        button.Click();
        Wire.On(LookFor("a"), Found());
        held.SetResult(Wire.Reply(Yes));

        page.WaitForAssertion(() => Assert.Equal(["Deleted"], page.Texts(".fate")));
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public void Delete_OneIsRefused_SaysSoThereKeepsTheRestSelectedAndReviewsItAgain()
    {
        var page = Review("a", "b");
        Wire.On(Post, """{"success":false,"errors":[{"code":1003,"message":"In use.","source":{"pointer":"/target_ids/1"}}]}""", 400);

        page.Button("Delete 2 targets").Click();

        page.WaitForAssertion(() => Assert.Equal(["Still there: the call was refused as a whole", "Refused, and still there"], page.Texts(".fate")));
        Assert.Equal(["In use. code 1003"], page.Texts("tbody .message-error"));
        Assert.Contains("The API refused the change", page.Texts("[role=alert] h2"));
        Assert.Equal(["a", "b"], Selection.Ids);
        page.Button("Review the rest again").Click();
        page.WaitForAssertion(() => Assert.Equal("Delete 2 targets?", page.Find(".review h2").Words()));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public void Delete_Forbidden_SaysWhyAndKeepsTheReview()
    {
        var page = Review("a", "b");
        Wire.On(Post, """{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}""", 403);

        page.Button("Delete 2 targets").Click();

        page.WaitForAssertion(() => Assert.Contains("The API forbids this", page.Texts("[role=alert] h2")));
        Assert.Contains("Zero Trust Write", page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Equal("Delete 2 targets?", page.Find(".review h2").Words());
        Assert.Equal(["a", "b"], Selection.Ids);
    }

    [Fact]
    public void Delete_OneHasChangedMeanwhile_HoldsItBack()
    {
        var page = Review("a", "b");
        Wire.On(LookFor("a", "b"), Found("a", "b").Replace("host b", "renamed", StringComparison.Ordinal)).On(LookFor("a"), Found()).On(Post, Yes);

        page.Button("Delete 2 targets").Click();

        page.WaitForAssertion(() => Assert.Equal(["Deleted", "Held back: it has changed since it was read; review it again"], page.Texts(".fate")));
        Assert.Contains("\"a\"", Assert.Single(Wire.Writes).Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"b\"", Wire.Writes[0].Body, StringComparison.Ordinal);
        Assert.Equal(["b"], Selection.Ids);
    }

    [Fact]
    public async Task Delete_Unanswered_SaysOfEachWhatBecameOfItWithTheRayId()
    {
        var page = Review("a", "b", "c");
        Wire.On(Post, () =>
        {
            Wire.On(LookFor("a", "b", "c"), Found("b", "c")).On(LookFor("b", "c"), "{}", 403);
            return Task.FromResult(Wire.Reply("<html>", 502));
        });

        page.Button("Delete 3 targets").Click();
        await Time.TimerSetAsync();
        Wire.On(LookFor("b", "c"), Found("c").Replace("]}", "],\"result_info\":{\"total_count\":2}}", StringComparison.Ordinal));
        Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Equal(
            ["Gone: the answer was lost, and it is no longer there", "Could not tell: it could not be read again", "Still there: the call did not arrive, or has not been carried out"],
            page.Texts(".fate")));
        var note = page.Find(".alert-warning[role=alert]");
        Assert.Contains("1 deleted, 1 still there, 1 could not be told.", note.Words(), StringComparison.Ordinal);
        Assert.Contains("nothing is sent twice by itself", note.Words(), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, note.Words(), StringComparison.Ordinal);
        Assert.Single(Wire.Writes);
        Assert.Equal(["b", "c"], Selection.Ids);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Leaving_WhileTheyAreBeingDeleted_AsksAndObeys(bool leaves)
    {
        var page = Review("a");
        var asked = JSInterop.Setup<bool>("confirm", _ => true).SetResult(leaves);
        Wire.Hold(Post);
        page.Button("Delete 1 target").Click();
        page.WaitForAssertion(() => Assert.Single(Wire.Writes));

        Navigation.NavigateTo("/elsewhere");

        page.WaitForAssertion(() => Assert.Single(asked.Invocations));
        Assert.Equal(leaves, Navigation.Uri.EndsWith("/elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public void Leaving_WithTheReviewOpen_DoesNotAsk()
    {
        Review("a");

        Navigation.NavigateTo("/elsewhere");

        Assert.EndsWith("/elsewhere", Navigation.Uri, StringComparison.Ordinal);
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private Selection Selection => Services.GetRequiredService<Selections>().Of(Wire.AccountId, TargetKind.Instance);

    private static string LookFor(params string[] ids) => $"GET infrastructure/targets?{string.Join('&', ids.Select(id => $"target_ids={id}"))}&page=1&per_page=1000";

    private static string Found(params string[] ids) => $$"""{"success":true,"result":[{{string.Join(',', ids.Select(Target))}}]}""";

    private static string Target(string id) => $$$"""
        {"id":"{{{id}}}","hostname":"host {{{id}}}","ip":{"ipv4":{"ip_addr":"10.0.0.{{{id[0] % 'a' + 1}}}"}},"tags":{{{(id == "a" ? """{"env":"prod"}""" : "{}")}}}}
        """;

    private void Select(params string[] ids)
    {
        foreach (var id in ids)
        {
            Selection.Set(id, $"host {id}", isSelected: true);
        }
    }

    private IRenderedComponent<TargetsDeletionPage> Review(params string[] ids)
    {
        Select(ids);
        Wire.On(LookFor(ids), Found(ids));
        var page = Show();
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".review")));
        return page;
    }

    private IRenderedComponent<TargetsDeletionPage> Show(string accountId = Wire.AccountId) =>
        Render<TargetsDeletionPage>(parameters => parameters.Add(page => page.AccountId, accountId));
}
