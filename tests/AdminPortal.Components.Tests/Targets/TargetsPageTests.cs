using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using AdminPortal.Targets;
using AngleSharp.Html.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Targets;

/// <summary>The filter panel and the chips of the targets list, and what each step costs at the wire.</summary>
public sealed class TargetsPageTests : PortalTestContext
{
    private const string Path = $"/accounts/{Wire.AccountId}/infrastructure/targets";
    private const string Network = "c77b744e-acc8-428f-9257-6878c046ed55";
    private const string Page = "page=1&per_page=50";

    private const string Networks = $$"""
        {"success":true,"result":[{"id":"0d9e8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b","name":"old","deleted_at":"2026-01-01T00:00:00Z"},{"id":"{{Network}}","name":"default","is_default_network":true}]}
        """;

    [Fact]
    public void Page_Opened_CostsOneCall()
    {
        OnTargets(Page);

        Loaded();

        Assert.Equal([$"GET infrastructure/targets?{Page}"], Calls);
    }

    [Fact]
    public void Page_WithANetworkInItsAddress_CostsOneCallAndShowsTheId()
    {
        OnTargets($"virtual_network_id={Network}&{Page}");

        var list = Loaded($"?network={Network}");

        Assert.Single(Calls);
        Assert.Equal([$"Virtual network {Network}"], Chips(list));
    }

    [Fact]
    public void Panel_Opened_ReadsTheNetworksOnceAndNamesTheChip()
    {
        OnTargets($"virtual_network_id={Network}&{Page}");
        Wire.On("GET teamnet/virtual_networks", Networks);
        var list = Loaded($"?network={Network}");

        Open(list);
        list.WaitForAssertion(() => Assert.Equal(["Virtual network default"], Chips(list)));
        list.Button("Filters (1)").Click();
        Open(list, "Filters (1)");

        Assert.Equal(["All", "default", "old (deleted)"], list.Texts("#filter-network option"));
        Assert.Equal(Network, ((IHtmlSelectElement)list.Field("Virtual network")).Value);
        Assert.Equal(2, Calls.Count);
    }

    [Fact]
    public void Panel_WhoseNetworksCannotBeRead_SaysSoAndKeepsTheChosenOne()
    {
        OnTargets($"virtual_network_id={Network}&{Page}");
        Wire.On("GET teamnet/virtual_networks", """{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}""", 403);
        var list = Loaded($"?network={Network}");

        Open(list, "Filters (1)");

        list.WaitForAssertion(() => Assert.Contains("could not be read", list.DescriptionOf(list.Field("Virtual network")), StringComparison.Ordinal));
        Assert.Equal(Network, ((IHtmlSelectElement)list.Field("Virtual network")).Value);
    }

    [Fact]
    public void Panel_OfTheList_HasAFieldForEveryFilter()
    {
        var list = OpenedEmpty();

        Assert.Equal(
            [
                "Search", "Hostname", "Virtual network", "IPv4 address", "IPv6 address", "Address pattern", "IPv4 range", "IPv6 range", "Created on or after", "Created on or before",
                "Modified on or after", "Modified on or before", "Tags", "Any of these addresses", "Any of these target ids", "Order by tag",
            ],
            list.FindAll("input, select, textarea, [role=group]").Where(control => control.Closest("table") is null && control.ParentElement?.Closest("[role=group]") is null).Select(list.NameOf));
    }

    [Theory]
    [InlineData("Hostname", "a b", "no target has another hostname")]
    [InlineData("IPv4 address", "10.1", "An IPv4 address of four decimal parts")]
    [InlineData("IPv6 address", "10.0.0.1", "An IPv6 address")]
    [InlineData("Address pattern", "db*-", "An address with *")]
    [InlineData("Created on or after", "0026-01-01", "from 1970-01-01 to 2999-12-31")]
    [InlineData("Tags", "env:lab\nenv", "\"env\": A tag is key:value")]
    [InlineData("Any of these addresses", "10.0.0.1, 10.1", "\"10.1\": An IPv4 or IPv6 address")]
    [InlineData("Any of these target ids", "1", "\"1\": A UUID")]
    public void Field_WithAWrongValue_SaysSoAndAsksNothing(string field, string text, string words)
    {
        var list = OpenedEmpty();
        var before = Calls.Count;

        list.Field(field).Change(text);

        var control = list.Field(field);
        Assert.Equal("true", control.GetAttribute("aria-invalid"));
        Assert.Contains(words, list.DescriptionOf(control), StringComparison.Ordinal);
        list.Find(".filter-panel").Submit();
        Assert.Equal(control.Id, Focused);
        Assert.Equal(before, Calls.Count);
        Assert.EndsWith(Path, Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        list.Field(field).Change("");
        Assert.Null(list.Field(field).GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData("First address", "10.0.0.1", "The last address is missing")]
    [InlineData("Last address", "10.0.0.1", "The first address is missing")]
    public void Range_WithOneEnd_SaysWhichIsMissingOnceItIsApplied(string end, string text, string words)
    {
        var list = OpenedEmpty();
        var before = Calls.Count;

        list.Part("IPv4 range", end).Change(text);
        Assert.Null(list.Part("IPv4 range", end).GetAttribute("aria-invalid"));
        list.Find(".filter-panel").Submit();

        Assert.All(["First address", "Last address"], part => Assert.Contains(words, list.DescriptionOf(list.Part("IPv4 range", part)), StringComparison.Ordinal));
        Assert.Equal(before, Calls.Count);
    }

    [Fact]
    public void Panel_Applied_AsksOnceAndStandsInTheAddress()
    {
        OnTargets($"ipv4_start=10.0.0.1&ipv4_end=10.0.0.9&tag=env%3Alab&tag=team%3Adata&order=tag%3Aenv&direction=asc&{Page}");
        var list = OpenedEmpty();
        var before = Calls.Count;
        list.Part("IPv4 range", "First address").Change(" 10.0.0.1 ");
        list.Part("IPv4 range", "Last address").Change("10.0.0.9");
        list.Field("Tags").Change("env:lab\n team:data\n");
        list.Field("Order by tag").Change("env");

        list.Find(".filter-panel").Submit();

        list.WaitForAssertion(() => Assert.Equal(["IPv4 range 10.0.0.1 to 10.0.0.9", "Tag env:lab", "Tag team:data"], Chips(list)));
        Assert.EndsWith($"{Path}?ipv4-range=10.0.0.1-10.0.0.9&tag=env%3Alab&tag=team%3Adata&sort=tag%3Aenv", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        list.WaitForAssertion(() => Assert.Equal(before + 1, Calls.Count));
        Assert.Empty(list.FindAll(".filter-panel"));
        Assert.Equal("list-filters", Focused);
        list.WaitForAssertion(() => Assert.Contains("Tags: env", list.Texts("thead th")));
        Assert.Equal("ascending", list.FindAll("thead th").Single(heading => heading.Words().StartsWith("Tags", StringComparison.Ordinal)).GetAttribute("aria-sort"));
    }

    [Fact]
    public void Panel_WhileAChipIsRemoved_LosesThatValueAndKeepsWhatIsEntered()
    {
        OnTargets($"ip_v4=10.0.0.1&tag=env%3Alab&{Page}");
        OnTargets($"tag=env%3Alab&{Page}");
        Wire.On("GET teamnet/virtual_networks", Networks);
        var list = Loaded("?ipv4=10.0.0.1&tag=env%3Alab");
        Open(list, "Filters (2)");
        list.Field("Hostname").Change("db");

        list.Button("Remove IPv4 address 10.0.0.1").Click();

        list.WaitForAssertion(() => Assert.Equal(["Tag env:lab"], Chips(list)));
        Assert.Equal("", list.Field("IPv4 address").GetAttribute("value") ?? "");
        Assert.Equal("db", list.Field("Hostname").GetAttribute("value"));
        Assert.Equal("env:lab", list.Field("Tags").GetAttribute("value"));
    }

    [Fact]
    public async Task Chip_Removed_LeavesTheFocusOnTheNextOne()
    {
        OnTargets($"ip_v4=10.0.0.1&tag=env%3Alab&{Page}");
        OnTargets($"tag=env%3Alab&{Page}");
        OnTargets(Page);
        var list = Loaded("?ipv4=10.0.0.1&tag=env%3Alab&page=1");

        await list.InvokeAsync(() => list.Button("Remove IPv4 address 10.0.0.1").Click());
        list.WaitForAssertion(() => Assert.Equal("chip-0", Focused));
        await list.InvokeAsync(() => list.Button("Remove Tag env:lab").Click());

        list.WaitForAssertion(() => Assert.Equal("list-search", Focused));
        Assert.Empty(list.FindAll(".chips"));
    }

    [Fact]
    public void ClearAll_OfSeveral_LeavesSearchAndOrder()
    {
        OnTargets($"hostname_contains=db&ip_v4=10.0.0.1&tag=env%3Alab&order=hostname&direction=asc&{Page}");
        OnTargets($"hostname_contains=db&order=hostname&direction=asc&{Page}");
        var list = Loaded("?q=db&ipv4=10.0.0.1&tag=env%3Alab&tag=x&sort=hostname");

        list.Button("Clear all").Click();

        list.WaitForAssertion(() => Assert.Empty(list.FindAll(".chips")));
        Assert.EndsWith($"{Path}?q=db&sort=hostname", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Address_WithAWrongValue_ShowsItAsIgnoredAndAsksWithoutIt()
    {
        OnTargets($"tag=env%3Alab&{Page}");

        var list = Loaded("?ipv4=%3Cscript%3E&tag=env%3Alab");

        Assert.Equal(["Tag env:lab", "IPv4 address <script> Ignored. An IPv4 address of four decimal parts, such as 10.1.2.3."], Chips(list));
        Assert.Single(Calls);
    }

    [Fact]
    public void Address_WithDays_WaitsForTheReadersZoneAndAsksOnce()
    {
        var zone = JSInterop.Setup<string?>("portal.timeZone");
        OnTargets($"created_before=2026-01-31T14%3A59%3A59.999999Z&created_after=2026-01-29T15%3A00%3A00Z&{Page}");
        var list = Show("?created-after=2026-01-30&created-before=2026-01-31");
        Assert.Empty(Calls);

        zone.SetResult("Asia/Tokyo");

        list.WaitForAssertion(() => Assert.NotEmpty(list.Find(".summary").Words()));
        Assert.Single(Calls);
        Assert.Equal("Asia/Tokyo", Services.GetRequiredService<ReaderTime>().Zone.Id);
    }

    [Fact]
    public void Order_ByAColumnOutOfSight_IsToldByAChip()
    {
        Preferences["Local Operator", "target.list"] = """{"columns":{"Tags":false}}""";
        OnTargets($"order=tag%3Aenv&direction=desc&{Page}");

        Assert.Equal(["Order tag:env, descending"], Chips(Loaded("?sort=tag:env&dir=desc")));
    }

    private IReadOnlyList<string> Calls => [.. Wire.Sent.Select(sent => sent.Line)];

    private static IReadOnlyList<string> Chips(IRenderedComponent<TargetsPage> list) => list.Texts(".chip > span");

    private void OnTargets(string query) => Wire.On(
        $"GET infrastructure/targets?{query}",
        """{"success":true,"result":[{"id":"1","hostname":"db-01","tags":{"env":"lab"}}],"result_info":{"total_count":1}}""");

    private static void Open(IRenderedComponent<TargetsPage> list, string button = "Filters (1)")
    {
        list.Button(button).Click();
        list.WaitForAssertion(() => Assert.NotEmpty(list.FindAll(".filter-panel")));
    }

    private IRenderedComponent<TargetsPage> OpenedEmpty()
    {
        OnTargets(Page);
        Wire.On("GET teamnet/virtual_networks", Networks);
        var list = Loaded();
        Open(list, "Filters");
        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("#filter-network option").Count));
        return list;
    }

    private IRenderedComponent<TargetsPage> Loaded(string query = "")
    {
        var list = Show(query);
        list.WaitForAssertion(() => Assert.NotEmpty(list.Find(".summary[role=status]").Words()));
        return list;
    }

    private IRenderedComponent<TargetsPage> Show(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{Path}{query}");
        return Render<TargetsPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
    }
}
