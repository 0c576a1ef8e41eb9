using System.Globalization;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Targets;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Targets;

/// <summary>The next page is read when somebody is about to want it, once, and held for a short time.</summary>
public sealed class PageAheadTests : PortalTestContext
{
    private const string Path = $"/accounts/{Wire.AccountId}/infrastructure/targets";

    public PageAheadTests()
    {
        for (var page = 1; page <= 4; page++)
        {
            OnPage(page, size: 50);
            OnPage(page, size: 25);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("?page=2&size=50")]
    public void Page_Opened_ReadsNothingAhead(string query)
    {
        Loaded(query);

        Assert.Single(Calls);
    }

    [Theory]
    [InlineData("onpointerenter")]
    [InlineData("onfocus")]
    public void Next_Intended_IsReadOnceAndShownWithoutAnotherCall(string intent)
    {
        var list = Loaded();

        Next(list).TriggerEvent(intent, EventArgs.Empty);
        Next(list).TriggerEvent(intent, EventArgs.Empty);
        AssertAsked(["1", "2"]);
        Go(list, 2);

        Assert.Equal("host-2", list.Texts("tbody th")[0]);
        Assert.Single(Calls, "2");
    }

    [Fact]
    public void Paging_ForwardOnce_ReadsTheOneAfterAhead()
    {
        var list = Loaded();

        Go(list, 2);
        AssertAsked(["1", "2", "3"]);
        Go(list, 3);
        AssertAsked(["1", "2", "3", "4"]);
        Go(list, 4);

        Assert.Equal(["1", "2", "3", "4"], Calls);
    }

    [Fact]
    public void Paging_Back_ReadsNothingAhead()
    {
        var list = Loaded("?page=3&size=50");

        Go(list, 2);

        Assert.Equal(["3", "2"], Calls);
    }

    [Fact]
    public void LastPage_Intended_HasNoneAfterIt()
    {
        var list = Loaded("?page=4&size=50");

        Next(list).TriggerEvent("onpointerenter", EventArgs.Empty);

        Assert.Single(Calls);
    }

    [Fact]
    public void Ahead_OfAnotherQuery_IsCancelledAndNeverShown()
    {
        var held = Wire.Hold("GET infrastructure/targets?page=2&per_page=50");
        var list = Loaded();
        Next(list).TriggerEvent("onpointerenter", EventArgs.Empty);
        AssertAsked(2);

        Services.GetRequiredService<NavigationManager>().NavigateTo($"{Path}?size=25");
        list.WaitForAssertion(() => Assert.Equal("Page 1 of 7", list.Texts(".pager > span")[0]));
        held.SetResult(Wire.Reply(Body(99)));
        Go(list, 2, size: 25);

        Assert.Equal("host-2", list.Texts("tbody th")[0]);
    }

    [Fact]
    public void Ahead_OlderThanHalfAMinute_IsReadAnew()
    {
        var list = Loaded();
        Next(list).TriggerEvent("onpointerenter", EventArgs.Empty);
        AssertAsked(2);

        Time.Advance(TimeSpan.FromSeconds(30));
        Go(list, 2);

        Assert.Equal(2, Calls.Count(call => call == "2"));
    }

    [Fact]
    public void Ahead_ThatFailed_IsAskedForInEarnest()
    {
        Wire.On("GET infrastructure/targets?page=2&per_page=50", """{"success":false,"errors":[{"code":10000,"message":"Not now"}]}""", 400);
        var list = Loaded();
        Next(list).TriggerEvent("onpointerenter", EventArgs.Empty);
        AssertAsked(2);
        OnPage(2, size: 50);

        Go(list, 2);

        Assert.Equal("host-2", list.Texts("tbody th")[0]);
    }

    [Fact]
    public void Ahead_ThatIsStillOnItsWay_IsWaitedForAndShown()
    {
        var held = Wire.Hold("GET infrastructure/targets?page=2&per_page=50");
        var list = Loaded();
        Next(list).TriggerEvent("onpointerenter", EventArgs.Empty);
        AssertAsked(2);

        Services.GetRequiredService<NavigationManager>().NavigateTo($"{Path}?page=2&size=50");
        held.SetResult(Wire.Reply(Body(2)));

        list.WaitForAssertion(() => Assert.Equal("host-2", list.Texts("tbody th")[0]));
        Assert.Single(Calls, "2");
    }

    /// <summary>A page read ahead may have to let others go first; somebody who waits for it does not.</summary>
    [Fact]
    public async Task Ahead_ThatDoesNotCome_IsAskedForInEarnest()
    {
        Wire.Hold("GET infrastructure/targets?page=2&per_page=50");
        var list = Loaded();
        Next(list).TriggerEvent("onpointerenter", EventArgs.Empty);
        await Time.TimerSetAsync();
        AssertAsked(2);
        OnPage(2, size: 50);

        Services.GetRequiredService<NavigationManager>().NavigateTo($"{Path}?page=2&size=50");
        await Time.TimerSetAsync();
        Time.Advance(TimeSpan.FromMilliseconds(250));

        list.WaitForAssertion(() => Assert.Equal("host-2", list.Texts("tbody th")[0]));
    }

    [Fact]
    public async Task Page_Left_CancelsWhatIsReadAhead()
    {
        Wire.Hold("GET infrastructure/targets?page=2&per_page=50");
        var list = Loaded();
        Next(list).TriggerEvent("onpointerenter", EventArgs.Empty);
        AssertAsked(2);

        await DisposeComponentsAsync();

        Assert.True(Wire.WasCancelled("GET infrastructure/targets?page=2&per_page=50"));
    }

    /// <summary>The pages that were asked for, in order.</summary>
    private IReadOnlyList<string> Calls => [.. Wire.Sent.Select(sent => sent.Line["GET infrastructure/targets?page=".Length..].Split('&')[0])];

    /// <summary>What is read ahead renders nothing, so no render says that it was asked for.</summary>
    private void AssertAsked(params IReadOnlyList<string> pages)
    {
        AssertAsked(pages.Count);
        Assert.Equal(pages, Calls);
    }

    private void AssertAsked(int calls)
    {
        SpinWait.SpinUntil(() => Calls.Count >= calls, TimeSpan.FromSeconds(10));
        Assert.Equal(calls, Calls.Count);
    }

    private static AngleSharp.Dom.IElement Next(IRenderedComponent<TargetsPage> list) => list.FindAll(".pager > a")[1];

    private static string Body(int page) => string.Create(CultureInfo.InvariantCulture, $$$"""{"success":true,"result":[{"id":"{{{page}}}","hostname":"host-{{{page}}}"}],"result_info":{"total_count":175}}""");

    private void OnPage(int page, int size) => Wire.On($"GET infrastructure/targets?page={page}&per_page={size}", Body(page));

    private void Go(IRenderedComponent<TargetsPage> list, int page, int size = 50)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{Path}?page={page}&size={size}");
        list.WaitForAssertion(() => Assert.StartsWith($"Page {page} of", list.Texts(".pager > span")[0], StringComparison.Ordinal));
    }

    private IRenderedComponent<TargetsPage> Loaded(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{Path}{query}");
        var list = Render<TargetsPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
        list.WaitForAssertion(() => Assert.NotEmpty(list.Find(".summary[role=status]").Words()));
        return list;
    }
}
