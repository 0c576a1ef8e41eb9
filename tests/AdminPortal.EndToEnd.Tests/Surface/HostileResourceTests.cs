using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;
using static Microsoft.Playwright.Assertions;

namespace AdminPortal.EndToEnd.Tests.Surface;

/// <summary>A resource that somebody else filled with what browsers, scripts and spreadsheets read as orders.</summary>
public sealed class HostileResourceTests(PortalFixture portal, ChromiumFixture chromium) : BrowserTest(portal, chromium)
{
    private const string Peers = $"/accounts/{SandboxApi.Account}/secondary_dns/peers";
    private const string Id = "23ff594956f20c2a721606e94745a8aa";
    private const string Name = "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=1</script>{{7*7}}";

    [Fact]
    public async Task Resource_FullOfOrders_IsShownAsTextAndSurvivesAnEdit()
    {
        var orders = JsonNode.Parse("""{"__proto__":{"harmed":1},"constructor":{"prototype":{"harmed":1}},"x_html":"</script><script>window.harmed=1</script>"}""")!;
        await Sandbox.ChangeAsync("peers", Id, peer =>
        {
            peer["name"] = Name;
            foreach (var (name, value) in orders.AsObject())
                peer[name] = value?.DeepClone();
        });

        await Browser.OpenAsync(Peers, "Operator");
        await Browser.Page.GetByText(Name, new() { Exact = true }).ClickAsync();
        await Expect(Browser.Field("Name")).ToHaveValueAsync(Name);
        await Browser.Field("Port").FillAsync("5353");
        await Browser.ReviewAndSaveAsync();

        Assert.Null(await Browser.Page.EvaluateAsync<int?>("() => window.harmed ?? ({}).harmed ?? [].harmed ?? null"));
        var stored = await Sandbox.StoredAsync("peers", Id);
        Assert.Equal((5353, Name), ((int)stored["port"]!, (string)stored["name"]!));
        Assert.All(orders.AsObject(), order => Assert.True(JsonNode.DeepEquals(order.Value, stored[order.Key]), $"{order.Key} is {stored[order.Key]}"));
    }
}
