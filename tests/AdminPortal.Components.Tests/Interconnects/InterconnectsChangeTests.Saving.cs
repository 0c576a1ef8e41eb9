using System.Text.Json.Nodes;
using AdminPortal.Components.Tests.Setup;
using Bunit;

namespace AdminPortal.Components.Tests.Interconnects;

/// <content>From the review to what became of each.</content>
public sealed partial class InterconnectsChangeTests
{
    [Fact]
    public void Save_AllIsWell_PutsEachWithEveryMemberAndSelectsThemNoLonger()
    {
        var page = Open("a", "b", "c");
        page.Field("MTU").Input("1500");
        Review(page);

        Save(page, 2);

        page.WaitForAssertion(() => Assert.Equal(["Saved", "Saved"], page.Texts(".fate")));
        Assert.Equal(["GET a", "PUT a", "GET c", "PUT c"], Wire.Sent.Skip(1).Select(sent => sent.Line.Replace("magic/cf_interconnects/", "", StringComparison.Ordinal)));
        Assert.All(Wire.Writes, write => Assert.Equal(("1500", "7", "true"), (Member(write, "mtu"), Member(write, "x_new"), write.Headers["x-magic-new-hc-target"])));
        Assert.Equal("Saved", page.Find(".review h2").Words());
        Assert.Contains("2 of 2 interconnects saved", page.Texts(".progress [role=status]"));
        Assert.Equal(["b"], Selection.Ids);
        Assert.DoesNotContain(page.Texts("button"), text => text.StartsWith("Retry", StringComparison.Ordinal));
    }

    [Fact]
    public void Save_SwitchingHealthChecksOff_NeedsConsentAndNamesWhoseTunnelsThenShowAsDown()
    {
        _stored["b"]["health_check"]!["enabled"] = false;
        var page = Open("a", "b", "c");
        page.Field("Health check enabled").Change("false");

        Review(page);

        var consent = Assert.Single(page.Texts(".review .alert-warning"));
        Assert.Contains("shows this tunnel as down", consent, StringComparison.Ordinal);
        Assert.Contains("This is so for pni-a, pni-c.", consent, StringComparison.Ordinal);
        Assert.True(page.Button("Save 2 interconnects").HasAttribute("disabled"));
        page.Find(".agree input").Change(true);
        Save(page, 2);
        page.WaitForAssertion(() => Assert.Equal(["Saved", "Saved"], page.Texts(".fate")));
        Assert.All(Wire.Writes, write => Assert.Equal("false", JsonNode.Parse(write.Body!)!["health_check"]!["enabled"]!.ToJsonString()));
    }

    [Fact]
    public void Save_OneIsRefused_SaysSoThereAndRetriesThatOneOnly()
    {
        var page = Open("a", "c");
        page.Field("MTU").Input("1500");
        Review(page);
        Wire.On(PutLine("a"), """{"success":false,"errors":[{"code":1003,"message":"Not now.","source":{"pointer":"/mtu"}}]}""", 400);

        Save(page, 2);

        page.WaitForAssertion(() => Assert.Equal(["Not saved. The API refused the change", "Saved"], page.Texts(".fate")));
        Assert.Equal(["Not now. code 1003"], page.Texts("tbody .message-error"));
        Assert.Contains(Wire.Ray, page.Find("tbody").Words(), StringComparison.Ordinal);
        Assert.Equal("Not all are saved", page.Find(".review h2").Words());
        Assert.Contains("1 of 2 interconnects saved, 1 not", page.Texts(".progress [role=status]"));
        Assert.Equal(["a"], Selection.Ids);

        Answer("a");
        page.Button("Retry failed (1)").Click();
        page.WaitForAssertion(() => Assert.Equal(["Saved", "Saved"], page.Texts(".fate")));
        Assert.Equal([PutLine("a"), PutLine("c"), PutLine("a")], Wire.Writes.Select(write => write.Line));
    }

    [Fact]
    public void Save_OneHasMoved_HoldsItBackAndReviewsItAgainOverTheLiveCopy()
    {
        var page = Open("a", "c");
        page.Field("MTU").Input("1500");
        Review(page);
        _stored["c"]["description"] = "somebody else has it";
        _stored["c"]["mtu"] = 1450;

        Save(page, 2);
        page.WaitForAssertion(() => Assert.Equal(["Saved", "Held back: it has changed since it was read; review it again"], page.Texts(".fate")));
        Assert.DoesNotContain(page.Texts("button"), text => text.StartsWith("Retry", StringComparison.Ordinal));
        page.Button("Review what was held back (1)").Click();

        page.WaitForAssertion(() => Assert.Equal(["pni-c MTU 1450 1500"], Rows(page)));
        Save(page, 1);
        page.WaitForAssertion(() => Assert.Equal(["Saved"], page.Texts(".fate")));
        Assert.Equal("\"somebody else has it\"", Member(Wire.Writes[^1], "description"));
    }

    [Fact]
    public async Task Save_OneUnclear_IsNeverOfferedToBeSentAgain()
    {
        var page = Open("a", "c");
        page.Field("MTU").Input("1500");
        Review(page);
        Wire.On(PutLine("a"), () =>
        {
            _stored["a"]["mtu"] = 1300;
            return Task.FromResult(Wire.Reply("<html>", 502));
        });

        Save(page, 2);
        await Time.TimerSetAsync();
        Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Equal(["Could not tell whether it arrived: open it before anything else; nothing is sent twice", "Saved"], page.Texts(".fate")));
        Assert.Contains(Wire.Ray, page.Find("tbody").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain(page.Texts("button"), text => text.StartsWith("Retry", StringComparison.Ordinal));
    }

    [Fact]
    public void Stop_WhileOneIsSaved_FinishesItAndSendsNothingMore()
    {
        var page = Open("a", "c");
        page.Field("MTU").Input("1500");
        Review(page);
        var held = Wire.Hold(PutLine("a"));
        Save(page, 2);
        page.WaitForAssertion(() => Assert.Equal(["Saving…", "Waiting"], page.Texts(".fate")));
        Assert.Equal(("2", "0"), (page.Find("progress").GetAttribute("max"), page.Find("progress").GetAttribute("value")));

        page.Button("Stop after this one").Click();
        held.SetResult(Wire.Reply(Modified("a")));

        page.WaitForAssertion(() => Assert.Equal(["Saved", "Not sent: stopped before its turn"], page.Texts(".fate")));
        page.WaitForAssertion(() => Assert.Contains("Retry failed (1)", page.Texts("button")));
        Assert.Single(Wire.Writes);
        page.Button("Retry failed (1)").Click();
        page.WaitForAssertion(() => Assert.Equal(["Saved", "Saved"], page.Texts(".fate")));
    }

    [Fact]
    public void Check_InTheReview_AsksForEachThatChangesToBeValidatedOnly()
    {
        var page = Open("a", "b", "c");
        page.Field("MTU").Input("1500");
        Review(page);
        Wire.On($"{PutLine("a")}?validate_only=true", """{"success":true,"result":{}}""")
            .On($"{PutLine("c")}?validate_only=true", """{"success":false,"errors":[{"code":1003,"message":"Too large here."}]}""", 400);

        page.Button("Check with Cloudflare").Click();

        page.WaitForAssertion(() => Assert.Equal(
            ["Cloudflare would accept this", "Cloudflare would refuse this", "Too large here. code 1003"], page.Texts(".review tbody th .message")));
        Assert.Contains("1 of 2 would be accepted; nothing was saved", page.Texts(".review [role=status]"));
        Assert.Equal([$"{PutLine("a")}?validate_only=true", $"{PutLine("c")}?validate_only=true"], Wire.Writes.Select(write => write.Line));
        Assert.False(page.Button("Save 2 interconnects").HasAttribute("disabled"));
    }
}
