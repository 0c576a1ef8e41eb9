using AdminPortal.Changes;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Interconnects;
using AdminPortal.Peers;
using AdminPortal.Targets;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Lists;

public sealed class ResourceListTests : PortalTestContext
{
    private const string Request = "GET secondary_dns/peers";
    private const string Path = $"/accounts/{Wire.AccountId}/secondary_dns/peers";

    private const string Peers = """
        {"success":true,"result":[
          {"id":"b","name":"beta","ip":"192.0.2.2","port":53},{"id":"a","name":"alpha","ip":"192.0.2.1","port":53,"tsig_id":"t"},{"id":"c","name":"","ip":"2001:db8::3"}]}
        """;

    [Fact]
    public void List_WhileItIsRead_SaysSo()
    {
        var held = Wire.Hold(Request);

        var list = Show();

        Assert.Equal(["Reading peers from the API…"], list.Texts("p.loading[role=status]"));
        held.SetResult(Wire.Reply(Peers));
        list.WaitForAssertion(() => Assert.Equal("3 of 3 loaded", Summary(list)));
        Assert.Empty(list.FindAll(".loading"));
    }

    [Fact]
    public void List_WithRows_LinksEachNameToItsResource()
    {
        Wire.On(Request, Peers);

        var list = Loaded();

        Assert.Equal(["c", "alpha", "beta"], list.Texts("tbody th"));
        Assert.Equal([$"{Path}/c", $"{Path}/a", $"{Path}/b"], list.FindAll("tbody th a").Select(link => link.GetAttribute("href")));
        Assert.Equal(["Name", "IP address", "Port", "Transfer", "TSIG"], list.Texts("thead th"));
    }

    [Fact]
    public void List_OfAPersonFoundByAnId_NamesThemByTheirNameOnTheGauge()
    {
        string? caller = null;
        Wire.On(Request, () =>
        {
            caller = CallScope.Current.Caller;
            return Task.FromResult(Wire.Reply(Peers));
        });
        SignIn("Sam Sample", Role.Operator, id: "https://login.example.com|1234");

        Loaded();

        Assert.Equal("Sam Sample", caller);
    }

    [Fact]
    public void List_OfNothing_SaysThatThereIsNone()
    {
        Wire.On(Request, """{"success":true,"result":[]}""");

        Assert.Contains("This account has no peers yet.", Loaded().Texts(".empty p"));
    }

    [Fact]
    public void New_ForAnOperator_LeadsToTheNewForm()
    {
        Wire.On(Request, Peers);

        Assert.Equal($"{Path}/new", Assert.Single(Loaded().FindAll("a"), link => link.Words() == "New peer").GetAttribute("href"));
    }

    [Fact]
    public void New_ForAViewer_IsNotOffered()
    {
        SignIn(Role.Viewer);
        Wire.On(Request, Peers);

        Assert.DoesNotContain("New peer", Loaded().Texts("a"));
    }

    [Fact]
    public void New_OfInterconnects_IsNotOfferedAndTheirOriginIsTold()
    {
        Wire.On("GET magic/cf_interconnects", """{"success":true,"result":{"interconnects":[]}}""");

        var list = Render<InterconnectsPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
        list.WaitForAssertion(() => Assert.NotEmpty(list.Find(".summary[role=status]").Words()));

        Assert.DoesNotContain(list.FindAll("a"), link => link.Words().StartsWith("New", StringComparison.Ordinal));
        Assert.Equal([InterconnectKind.Instance.Origin!], list.Texts(".origin"));
    }

    [Fact]
    public void Notice_LeftForTheList_StandsThereOnce()
    {
        Wire.On(Request, Peers);
        Services.GetRequiredService<Handover>().Leave(Path, new("Deleted: beta."));

        Assert.Equal(["Deleted: beta."], Loaded().Texts(".alert-success[role=status]"));
        Assert.Empty(Loaded().FindAll(".alert-success"));
    }

    [Fact]
    public void Search_ThatMatchesSome_SaysHowManyOfHowMany()
    {
        Wire.On(Request, Peers);

        var list = Loaded("?q=ALPHA");

        Assert.Equal("1 match, 3 of 3 loaded", Summary(list));
        Assert.Equal(["alpha"], list.Texts("tbody th"));
        Assert.Equal("ALPHA", list.Find("input[type=search]").GetAttribute("value"));
    }

    [Fact]
    public void Search_ThatMatchesNothing_OffersTheWayBack()
    {
        Wire.On(Request, Peers);

        var list = Loaded("?q=omega");

        Assert.Contains("Nothing matches.", list.Texts(".empty p"));
        Assert.Equal(Path, list.Find(".empty a").GetAttribute("href"));
        Assert.Equal("0 match, 3 of 3 loaded", Summary(list));
    }

    [Theory]
    [InlineData("?page=9")]
    [InlineData("?page=2147483647")]
    public void Page_BeyondTheLast_OffersTheWayBack(string query)
    {
        Wire.On(Request, Peers);

        var list = Loaded(query);

        Assert.Contains("Nothing matches.", list.Texts(".empty p"));
    }

    [Fact]
    public async Task Typing_APause_SearchesOnceAndOnlyThen()
    {
        Wire.On(Request, Peers);
        var list = Loaded();
        var navigation = Services.GetRequiredService<NavigationManager>();

        list.Find("input[type=search]").Input("al");
        await Time.TimerSetAsync();
        list.Find("input[type=search]").Input("alp");
        await Time.TimerSetAsync();
        Assert.EndsWith(Path, navigation.Uri, StringComparison.Ordinal);
        Time.Advance(TimeSpan.FromMilliseconds(300));

        list.WaitForAssertion(() => Assert.Equal(["alpha"], list.Texts("tbody th")));
        Assert.EndsWith("?q=alp", Assert.Single(((BunitNavigationManager)navigation).History, entry => entry.Uri.Contains('?', StringComparison.Ordinal)).Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typing_WhileTheListIsRead_IsKeptAndSearchedFor()
    {
        const string First = "GET infrastructure/targets?page=1&per_page=50";
        const string Sought = "GET infrastructure/targets?hostname_contains=edge&page=1&per_page=50";
        var networks = Wire.On(First, Peers).On(Sought, Peers).Hold("GET teamnet/virtual_networks?is_deleted=false");
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/accounts/{Wire.AccountId}/infrastructure/targets");
        var list = Render<TargetsPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));

        await list.InvokeAsync(() => list.Find("input[type=search]").Input("edge"));
        await Time.TimerSetAsync();
        networks.SetResult(Wire.Reply("""{"success":true,"result":[]}"""));
        list.WaitForAssertion(() => Assert.Contains(Wire.Sent, sent => sent.Line == First));
        list.WaitForAssertion(() => Assert.NotEmpty(list.Find(".summary").Words()));
        Assert.Equal("edge", list.Find("input[type=search]").GetAttribute("value"));

        Time.Advance(TimeSpan.FromMilliseconds(300));
        list.WaitForAssertion(() => Assert.Contains(Wire.Sent, sent => sent.Line == Sought));
    }

    [Fact]
    public void Heading_OfASortableColumn_LeadsToTheOtherOrderAndSaysWhichItIs()
    {
        Wire.On(Request, Peers);

        var list = Loaded("?sort=name&dir=desc");

        Assert.Equal(["beta", "alpha", "c"], list.Texts("tbody th"));
        var heading = list.FindAll("thead th")[0];
        Assert.Equal("descending", heading.GetAttribute("aria-sort"));
        Assert.Equal($"{Path}?sort=name", heading.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void List_Refused_SaysWhyAndTriesAgainOnRequest()
    {
        Wire.On(Request, """{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}""", 403);
        var list = Show();
        list.WaitForAssertion(() => Assert.Contains("The API forbids this", list.Texts("[role=alert] h2")));
        Assert.Contains("Authentication error", Assert.Single(list.Texts("[role=alert] li")), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, list.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Wire.On(Request, Peers);

        list.Button("Try again").Click();

        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));
        Assert.Empty(list.FindAll("[role=alert]"));
    }

    [Fact]
    public void List_OfAnUnknownAccount_SaysSoWithoutACall()
    {
        var list = Show(accountId: "feed");

        Assert.Contains("This console has no such account", list.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Empty(Wire.Sent);
    }

    [Fact]
    public void List_LessThanTheApiCounts_SaysThatItIsIncomplete()
    {
        Wire.On(Request, Peers.Replace("]}", "],\"result_info\":{\"total_count\":40}}", StringComparison.Ordinal));

        Assert.Equal("Incomplete: 3 of 40 loaded", Summary(Loaded()));
        Assert.Equal("1 match, incomplete: 3 of 40 loaded", Summary(Loaded("?q=alpha")));
    }

    private static string Summary(IRenderedComponent<PeersPage> list) => list.Find(".summary[role=status]").Words();

    private IRenderedComponent<PeersPage> Loaded(string query = "")
    {
        var list = Show(query);
        list.WaitForAssertion(() => Assert.NotEmpty(Summary(list)));
        return list;
    }

    private IRenderedComponent<PeersPage> Show(string query = "", string accountId = Wire.AccountId)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/accounts/{accountId}/{PeerKind.Instance.Path}{query}");
        return Render<PeersPage>(parameters => parameters.Add(page => page.AccountId, accountId));
    }
}
