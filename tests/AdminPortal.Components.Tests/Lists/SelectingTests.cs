using AdminPortal.Changes;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Interconnects;
using AdminPortal.Lists;
using AdminPortal.Peers;
using AdminPortal.Targets;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Lists;

public sealed class SelectingTests : PortalTestContext
{
    private const string Path = $"/accounts/{Wire.AccountId}/infrastructure/targets";

    [Fact]
    public async Task Rows_OfTargets_AreSelectedByCheckboxesThatNameThem()
    {
        var list = Targets();

        await list.TickAsync("Select b", true);
        await list.TickAsync("Select c", true);

        Assert.Equal("2 selected", Said(list));
        Assert.Equal(["b", "c"], Selection.Ids);
        Assert.Equal("host b", Selection.NameOf("b"));
        Assert.Equal($"{Path}/batch_delete", Assert.Single(list.FindAll(".selection a")).GetAttribute("href"));
        Assert.Equal("Delete…", list.Find(".selection a").Words());
        await list.TickAsync("Select b", false);
        Assert.Equal("1 selected", Said(list));
    }

    [Fact]
    public void Bar_WithoutASelection_SaysNothingAndOffersNothing()
    {
        var list = Targets();

        Assert.Equal("", Said(list));
        Assert.Empty(list.FindAll(".selection a, .selection button"));
    }

    [Fact]
    public async Task Heading_Ticked_SelectsThePageAndUnticksIt()
    {
        var list = Targets();

        await list.TickAsync("Select this page", true);
        Assert.Equal("3 selected", Said(list));
        Assert.All(list.FindAll("td.pick input"), box => Assert.True(box.HasAttribute("checked")));

        await list.TickAsync("Select this page", false);
        Assert.Equal("", Said(list));
        Assert.False(list.Box("Select this page").HasAttribute("checked"));
    }

    [Fact]
    public async Task Heading_WhereOneIsNotSelected_IsNotTicked()
    {
        var list = Targets();
        await list.TickAsync("Select this page", true);

        await list.TickAsync("Select a", false);

        Assert.False(list.Box("Select this page").HasAttribute("checked"));
    }

    [Fact]
    public async Task Selection_OnAnotherPage_IsKeptAndSaidToBeElsewhere()
    {
        var list = Targets();
        await list.TickAsync("Select a", true);
        Wire.On("GET infrastructure/targets?page=2&per_page=50", """{"success":true,"result":[{"id":"z","hostname":"host z"}],"result_info":{"total_count":51}}""");

        Navigation.NavigateTo($"{Path}?page=2");
        list.WaitForAssertion(() => Assert.Equal(["host z"], list.Texts("tbody th")));
        await list.TickAsync("Select z", true);

        Assert.Equal("2 selected, 1 of them not on this page", Said(list));
        Assert.Equal(["a", "z"], Selection.Ids);
    }

    [Fact]
    public async Task Selection_WhenTheListIsOpenedAgain_IsStillThere()
    {
        await Targets().TickAsync("Select a", true);

        var list = Targets();

        Assert.True(list.Box("Select a").HasAttribute("checked"));
        Assert.Equal("1 selected", Said(list));
    }

    [Fact]
    public async Task Clear_Pressed_SelectsNothingAndLeavesTheFocusAtTheRows()
    {
        var list = Targets();
        await list.TickAsync("Select this page", true);

        await list.InvokeAsync(() => list.Button("Clear").Click());

        Assert.Equal("", Said(list));
        Assert.Equal(0, Selection.Count);
        Assert.All(list.FindAll("td.pick input"), box => Assert.False(box.HasAttribute("checked")));
        Assert.Equal(list.Box("Select this page").Id, Focused);
    }

    [Fact]
    public async Task Selection_OfAThousand_TakesNoMoreAndSaysSo()
    {
        for (var number = 0; number < 999; number++)
        {
            Selection.Set($"{number}", "", isSelected: true);
        }

        var list = Targets();
        await list.TickAsync("Select this page", true);

        Assert.Equal("1,000 selected, 999 of them not on this page. That is the most at once", Said(list));
        Assert.True(list.Box("Select a").HasAttribute("checked"));
        Assert.False(list.Box("Select b").HasAttribute("checked"));
    }

    [Fact]
    public void Viewer_OfTargets_SeesNoCheckboxNoBarAndNoWayToManyAtOnce()
    {
        SignIn(Role.Viewer);
        Selection.Set("a", "host a", isSelected: true);

        var list = Targets();

        Assert.Empty(list.FindAll("input[type=checkbox], .pick, .selection"));
        Assert.DoesNotContain("Paste many…", list.Texts("a"));
    }

    [Fact]
    public void List_OfAKindWithoutBatches_HasNeitherCheckboxNorBar()
    {
        Wire.On("GET secondary_dns/peers", """{"success":true,"result":[{"id":"a","name":"alpha"}]}""");
        var list = Render<PeersPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
        list.WaitForAssertion(() => Assert.Single(list.FindAll("tbody tr")));

        Assert.Empty(list.FindAll("input[type=checkbox], .pick, .selection"));
    }

    [Fact]
    public async Task Rows_OfInterconnects_LeadToTheirChange()
    {
        Wire.On("GET magic/cf_interconnects", """{"success":true,"result":{"interconnects":[{"id":"a","name":"pni"}]}}""");
        var list = Render<InterconnectsPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
        list.WaitForAssertion(() => Assert.Single(list.FindAll("tbody tr")));

        await list.InvokeAsync(() => list.FindAll("td.pick input")[0].Change(true));

        Assert.Equal(("Change…", $"/accounts/{Wire.AccountId}/magic/cf_interconnects/batch"), (list.Find(".selection a").Words(), list.Find(".selection a").GetAttribute("href")));
        Assert.Equal(["a"], Selections.Of(Wire.AccountId, InterconnectKind.Instance).Ids);
    }

    [Fact]
    public void CreateMany_ForAnOperator_LeadsToThePageForLines() =>
        Assert.Equal($"{Path}/batch", Assert.Single(Targets().FindAll("a"), link => link.Words() == "Paste many…").GetAttribute("href"));

    [Fact]
    public void Selections_OfAnotherAccount_AreDropped()
    {
        Selection.Set("a", "host a", isSelected: true);
        Assert.Same(Selection, Selections.Of(Wire.AccountId, TargetKind.Instance));

        Assert.Equal(0, Selections.Of("feed", TargetKind.Instance).Count);

        Assert.Equal(0, Selections.Of(Wire.AccountId, TargetKind.Instance).Count);
    }

    private Selections Selections => Services.GetRequiredService<Selections>();

    private Selection Selection => Selections.Of(Wire.AccountId, TargetKind.Instance);

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private static string Said(IRenderedComponent<TargetsPage> list) => list.Find(".selection [role=status]").Words();

    private IRenderedComponent<TargetsPage> Targets()
    {
        Wire.On("GET teamnet/virtual_networks?is_deleted=false", """{"success":true,"result":[]}""")
            .On("GET infrastructure/targets?page=1&per_page=50", """{"success":true,"result":[{"id":"a","hostname":"host a"},{"id":"b","hostname":"host b"},{"id":"c","hostname":"host c"}],"result_info":{"total_count":51}}""");
        Navigation.NavigateTo(Path);
        var list = Render<TargetsPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
        list.WaitForAssertion(() => Assert.Equal(3, list.FindAll("tbody tr").Count));
        return list;
    }
}

file static class Boxes
{
    /// <summary>Ticks a box or not, and ends when the list shows it: no answer that comes in renders between finding the box and using it.</summary>
    public static Task TickAsync(this IRenderedComponent<TargetsPage> list, string name, bool on) => list.InvokeAsync(() => list.Box(name).Change(on));

    public static AngleSharp.Dom.IElement Box(this IRenderedComponent<TargetsPage> list, string name) =>
        Assert.Single(list.FindAll("input[type=checkbox]"), box => box.GetAttribute("aria-label") == (name == "Select this page" ? name : name.Replace("Select ", "Select host ", StringComparison.Ordinal)));
}
