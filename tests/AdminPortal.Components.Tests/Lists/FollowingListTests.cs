using AdminPortal.Changes.Feed;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Peers;
using AdminPortal.Shell;
using AdminPortal.Targets;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Lists;

/// <summary>Lists that are open while this console changes what they show, and what they share with each other.</summary>
public sealed class FollowingListTests : PortalTestContext
{
    private const string Request = "GET secondary_dns/peers";
    private const string TargetsRequest = "GET infrastructure/targets?page=1&per_page=50";
    private const string Sam = "Sam Sample";
    private const string Before = """{"success":true,"result":[{"id":"a","name":"alpha","port":53},{"id":"b","name":"beta","port":53}]}""";
    private const string After = """{"success":true,"result":[{"id":"a","name":"alpha","port":5353},{"id":"b","name":"beta","port":53},{"id":"c","name":"gamma","port":53}]}""";
    private const string Refusal = """{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}""";

    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(300);

    private IChangeFeed Feed => Services.GetRequiredService<IChangeFeed>();

    [Fact]
    public async Task Change_BySomebody_IsShownAndSaidWithoutAnythingElse()
    {
        var list = OpenPeers();
        Wire.On(Request, After);
        Time.Advance(TimeSpan.FromSeconds(4));

        Publish(WhatHappened.Updated, "a");
        await Time.TimerSetAsync();
        Assert.Single(Wire.Sent);
        Time.Advance(Gathering);

        list.WaitForAssertion(() => Assert.Equal(["Updated 05:06:11 UTC: alpha was changed by Sam Sample"], list.Texts(".news[role=status]")));
        Assert.Equal(["alpha", "beta", "gamma"], list.Texts("tbody th"));
        Assert.Equal(["5353", "53", "53"], list.Texts("tbody td:nth-child(3)"));
        Assert.Equal(["alpha"], list.Texts("tbody tr.changed th"));
        Assert.Equal(["as of 05:06:11 UTC"], list.Texts(".as-of"));
        Assert.Equal("3 of 3 loaded", list.Find(".summary").Words());
    }

    [Fact]
    public async Task Change_WhileTheReadIsOnItsWay_ShowsNoSignOfLoading()
    {
        var list = OpenPeers();
        var (held, arrived) = Hold();

        await PublishAndFollowAsync("a");
        await arrived;

        Assert.Equal(2, list.FindAll("tbody tr").Count);
        Assert.Empty(list.FindAll(".loading, .alert, tr.changed"));
        Assert.Equal("false", list.Find(".table-frame").GetAttribute("aria-busy"));
        Assert.Equal([""], list.Texts(".news"));
        held.SetResult(Wire.Reply(After));
        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));
    }

    [Fact]
    public async Task Change_OfARowForTheSecondTime_MarksItAnew()
    {
        var list = OpenPeers();
        await PublishAndFollowAsync("a");
        list.WaitForAssertion(() => Assert.Single(list.FindAll("tr.changed")));
        var first = list.Find("tr.changed").ClassName;

        Time.Advance(TimeSpan.FromSeconds(2));
        await PublishAndFollowAsync("a");

        list.WaitForAssertion(() => Assert.NotEqual(first, Assert.Single(list.FindAll("tr.changed")).ClassName));
    }

    [Fact]
    public async Task Change_WhileSomethingIsTyped_LeavesItThere()
    {
        var list = OpenPeers();
        Wire.On(Request, After);
        Publish(WhatHappened.Updated, "a");
        await Time.TimerSetAsync();
        Time.Advance(Gathering - TimeSpan.FromMilliseconds(1));
        list.Find("input[type=search]").Input("be");
        await Time.TimerSetAsync();

        Time.Advance(TimeSpan.FromMilliseconds(1));

        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));
        Assert.Equal("be", list.Find("input[type=search]").GetAttribute("value"));
        Time.Advance(TimeSpan.FromSeconds(1));
        list.WaitForAssertion(() => Assert.Equal(["beta"], list.Texts("tbody th")));
    }

    [Fact]
    public async Task Changes_ManyInAMoment_AreOneRead()
    {
        var list = OpenPeers();
        Wire.On(Request, After);

        foreach (var _ in Enumerable.Range(0, 50))
        {
            Publish(WhatHappened.Updated, "a");
        }

        await Time.TimerSetAsync();
        await ToldAsync();
        Time.Advance(Gathering);

        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));
        Assert.Equal(2, Wire.Sent.Count);
    }

    [Fact]
    public async Task Change_OfWhatOthersHaveOpenToo_IsOneReadForAllOfThem()
    {
        var lists = Enumerable.Range(0, 5).Select(_ => OpenPeers()).ToList();
        Assert.Single(Wire.Sent);
        Wire.On(Request, After);

        Publish(WhatHappened.Updated, "a");
        foreach (var _ in lists)
        {
            await Time.TimerSetAsync();
        }

        Time.Advance(Gathering);

        Assert.All(lists, list => list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count)));
        Assert.Equal(2, Wire.Sent.Count);
    }

    [Fact]
    public async Task Change_OfATarget_IsOneReadForAllWhoShowThePage()
    {
        var lists = OpenTargets(count: 4);
        var before = Wire.Sent.Count;
        Wire.On(TargetsRequest, Targets("web-0"));

        await PublishTargetAsync("web-0", WhatHappened.Created, lists.Count);

        Assert.All(lists, list => list.WaitForAssertion(() => Assert.EndsWith(": web-0 was created by Sam Sample", list.Find(".news").Words(), StringComparison.Ordinal)));
        Assert.All(lists, list => Assert.Equal(["web-0"], list.Texts("tbody th")));
        Assert.Equal([TargetsRequest], Wire.Sent.Skip(before).Select(sent => sent.Line));
    }

    [Fact]
    public async Task Change_OfATargetOnAnotherPage_IsSaidToBeThere()
    {
        var list = Assert.Single(OpenTargets(count: 1));

        await PublishTargetAsync("elsewhere", WhatHappened.Deleted, lists: 1);

        list.WaitForAssertion(() => Assert.EndsWith(": one target that this page does not show was deleted by Sam Sample", list.Find(".news").Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Change_ThatTakesARowAway_NamesIt()
    {
        var list = Assert.Single(OpenTargets(count: 1));
        Wire.On(TargetsRequest, Targets("web-2"));

        await PublishTargetAsync("web-1", WhatHappened.Deleted, lists: 1);

        list.WaitForAssertion(() => Assert.EndsWith(": web-1 was deleted by Sam Sample", list.Find(".news").Words(), StringComparison.Ordinal));
        Assert.Equal(["web-2"], list.Texts("tbody th"));
    }

    [Fact]
    public async Task Change_OfAnotherKindOrAccount_DoesNothing()
    {
        OpenPeers();

        Feed.Publish(new(Wire.AccountId, "magic/apps", ["a"], WhatHappened.Updated, Sam, Time.GetUtcNow()));
        Feed.Publish(new("feed", PeerKind.Instance.Path, ["a"], WhatHappened.Updated, Sam, Time.GetUtcNow()));
        await ToldAsync();

        Assert.Equal(0, Time.TimersSet);
    }

    [Fact]
    public async Task Change_AfterTheListWasLeft_DoesNothing()
    {
        OpenPeers();
        await DisposeComponentsAsync();

        Publish(WhatHappened.Updated, "a");
        await ToldAsync();

        Assert.Equal(0, Time.TimersSet);
    }

    [Fact]
    public async Task Change_WhileTheListIsReadForTheFirstTime_IsReadAfterwards()
    {
        var (held, arrived) = Hold();
        var list = ShowPeers();
        await arrived;

        await PublishAndFollowAsync("a");
        Wire.On(Request, After);
        held.SetResult(Wire.Reply(Before));
        await Time.TimerSetAsync();
        list.WaitForAssertion(() => Assert.Equal(2, list.FindAll("tbody tr").Count));
        Time.Advance(Gathering);

        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));
        Assert.Contains("alpha was changed", list.Find(".news").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_ThatCannotBeRead_LeavesTheRowsAndSaysSo()
    {
        var list = OpenPeers();
        Wire.On(Request, Refusal, 403);

        await PublishAndFollowAsync("a");

        list.WaitForAssertion(() => Assert.Equal("Not up to date: alpha was changed by Sam Sample, and at 05:06:07 UTC the list could not be read again", list.Find(".news").Words()));
        Assert.Equal(2, list.FindAll("tbody tr").Count);
        Assert.Empty(list.FindAll("[role=alert]"));
        Wire.On(Request, After);
        list.Button("Refresh").Click();
        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));
        Assert.Equal([""], list.Texts(".news"));
    }

    [Fact]
    public void List_OpenedWithinAQuarterOfAMinute_CostsNoCall()
    {
        OpenPeers();
        Time.Advance(KeptFor - TimeSpan.FromTicks(1));
        var second = OpenPeers();
        Assert.Equal(["as of 05:06:07 UTC"], second.Texts(".as-of"));
        Assert.Single(Wire.Sent);

        Time.Advance(TimeSpan.FromTicks(1));
        OpenPeers();

        Assert.Equal(2, Wire.Sent.Count);
    }

    [Fact]
    public void Refresh_Pressed_ReadsAtOnceWhateverIsKept()
    {
        var list = OpenPeers();
        Wire.On(Request, After);
        Time.Advance(TimeSpan.FromSeconds(1));

        list.Button("Refresh").Click();

        list.WaitForAssertion(() => Assert.Equal(["as of 05:06:08 UTC"], list.Texts(".as-of")));
        Assert.Equal(3, list.FindAll("tbody tr").Count);
        Assert.Empty(list.FindAll("tr.changed"));
    }

    [Fact]
    public void List_ThatFailed_IsReadAgainByTheNextOne()
    {
        Wire.On(Request, Refusal, 403);
        var failed = ShowPeers();
        failed.WaitForAssertion(() => Assert.Single(failed.FindAll("[role=alert]")));

        Assert.Equal(2, OpenPeers().FindAll("tbody tr").Count);
    }

    [Fact]
    public void Overview_OfWhatAListHasRead_AsksOnlyForTheRest()
    {
        OpenPeers();
        Wire.On("GET infrastructure/targets?page=1&per_page=1", """{"success":true,"result":[],"result_info":{"total_count":240}}""");
        Wire.On("GET magic/apps", """{"success":true,"result":[]}""");
        Wire.On("GET magic/cf_interconnects", """{"success":true,"result":{"interconnects":[{"id":"i"}]},"result_info":{"total_count":12}}""");

        var overview = Render<OverviewPage>();

        overview.WaitForAssertion(() => Assert.Equal(["240", "0", "2", "12"], overview.Texts(".count")));
        Assert.Single(Wire.Sent, sent => sent.Line == Request);
        Render<OverviewPage>().WaitForAssertion(() => Assert.Equal(2, Wire.Sent.Count(sent => sent.Line.StartsWith("GET infra", StringComparison.Ordinal))));
        Assert.Equal(1 + 2 + 2, Wire.Sent.Count);
    }

    private static string Targets(string name) =>
        $$$"""{"success":true,"result":[{"id":"{{{name}}}","hostname":"{{{name}}}","ip":{}}],"result_info":{"total_count":99}}""";

    /// <summary>Keeps the list waiting for its answer, and tells when it has asked.</summary>
    private (TaskCompletionSource<HttpResponseMessage> Answer, Task Arrived) Hold()
    {
        TaskCompletionSource<HttpResponseMessage> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Wire.On(Request, () =>
        {
            arrived.SetResult();
            return answer.Task;
        });
        return (answer, arrived.Task.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    private void Publish(WhatHappened what, params string[] ids) => Feed.Publish(new(Wire.AccountId, PeerKind.Instance.Path, ids, what, Sam, Time.GetUtcNow()));

    private async Task PublishAndFollowAsync(string id)
    {
        Publish(WhatHappened.Updated, id);
        await Time.TimerSetAsync();
        Time.Advance(Gathering);
    }

    /// <summary>Waits until everything that was published so far was told.</summary>
    private async Task ToldAsync()
    {
        TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = Feed.Subscribe("the last", "one", _ => told.SetResult());
        Feed.Publish(new("the last", "one", [], WhatHappened.Updated, Sam, default));
        await told.Task.WaitAsync(TimeSpan.FromSeconds(20), Xunit.TestContext.Current.CancellationToken);
    }

    private IRenderedComponent<PeersPage> OpenPeers()
    {
        Wire.On(Request, Before);
        var list = ShowPeers();
        list.WaitForAssertion(() => Assert.NotEmpty(list.Find(".summary").Words()));
        return list;
    }

    private IRenderedComponent<PeersPage> ShowPeers()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/accounts/{Wire.AccountId}/{PeerKind.Instance.Path}");
        return Render<PeersPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
    }

    private List<IRenderedComponent<TargetsPage>> OpenTargets(int count)
    {
        Wire.On("GET teamnet/virtual_networks?is_deleted=false", """{"success":true,"result":[]}""");
        Wire.On(TargetsRequest, Targets("web-1"));
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/accounts/{Wire.AccountId}/infrastructure/targets");
        var lists = Enumerable.Range(0, count).Select(_ => Render<TargetsPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId))).ToList();
        lists.ForEach(list => list.WaitForAssertion(() => Assert.NotEmpty(list.Find(".summary").Words())));
        return lists;
    }

    private async Task PublishTargetAsync(string id, WhatHappened what, int lists)
    {
        Feed.Publish(new(Wire.AccountId, "infrastructure/targets", [id], what, Sam, Time.GetUtcNow()));
        for (var list = 0; list < lists; list++)
        {
            await Time.TimerSetAsync();
        }

        Time.Advance(Gathering);
    }
}
