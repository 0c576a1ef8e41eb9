using AdminPortal.Components.Tests.Setup;
using AdminPortal.Targets;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Targets;

/// <summary>Columns and page size are the person's own.</summary>
public sealed class ColumnsTests : PortalTestContext
{
    private const string Path = $"/accounts/{Wire.AccountId}/infrastructure/targets";
    private const string Key = "target.list";

    public ColumnsTests()
    {
        foreach (var size in new[] { 25, 50, 100 })
        {
            Wire.On(
                $"GET infrastructure/targets?page=1&per_page={size}",
                """{"success":true,"result":[{"id":"1","hostname":"db-01","modified_at":"2026-01-31T12:00:00Z"}],"result_info":{"total_count":240}}""");
        }
    }

    [Fact]
    public async Task Columns_NothingChosen_AreTheUsualOnes()
    {
        var list = Loaded();

        Assert.Equal(["Hostname", "IPv4 address", "IPv6 address", "Tags", "Created"], list.Texts("thead th:not(.pick)"));
        await OpenAsync(list, "Columns");
        Assert.Equal(["Hostname", "IPv4 address", "IPv6 address", "Tags", "Created", "Modified"], list.Texts(".columns-panel label"));
        Assert.True(list.Field("Hostname").HasAttribute("disabled"));
        Assert.Single(Wire.Sent);
    }

    [Fact]
    public async Task Columns_Chosen_AreShownAtOnceAndKeptWithoutACall()
    {
        var list = Loaded();
        await OpenAsync(list, "Columns");

        await list.InvokeAsync(() => list.Field("IPv6 address").Change(false));
        await list.InvokeAsync(() => list.Field("Modified").Change(true));

        list.WaitForAssertion(() => Assert.Equal(["Hostname", "IPv4 address", "Tags", "Created", "Modified"], list.Texts("thead th:not(.pick)")));
        list.WaitForAssertion(() => Assert.Equal("2026-01-31", list.Texts("tbody td")[^1]));
        list.WaitForAssertion(() => Assert.Equal("""{"size":null,"columns":{"IPv6 address":false,"Modified":true}}""", Preferences["Local Operator", Key]));
        list.WaitForAssertion(() => Assert.Contains("Kept for you", list.Find(".columns-panel [role=status]").Words(), StringComparison.Ordinal));
        Assert.Single(Wire.Sent);
    }

    [Fact]
    public void Columns_ChosenBefore_AreThere()
    {
        Preferences["Local Operator", Key] = """{"columns":{"Tags":false,"Hostname":false,"No such column":true}}""";

        Assert.Equal(["Hostname", "IPv4 address", "IPv6 address", "Created"], Loaded().Texts("thead th:not(.pick)"));
    }

    [Fact]
    public async Task Columns_AsUsual_AreBack()
    {
        Preferences["Local Operator", Key] = """{"size":100,"columns":{"Tags":false}}""";
        var list = Loaded();
        await OpenAsync(list, "Columns");

        await list.InvokeAsync(() => list.Button("As usual").Click());

        list.WaitForAssertion(() => Assert.Contains("Tags", list.Texts("thead th:not(.pick)")));
        list.WaitForAssertion(() => Assert.Equal("""{"size":100,"columns":null}""", Preferences["Local Operator", Key]));
    }

    [Fact]
    public async Task Columns_ThatCannotBeKept_AreShownAndTheMenuSaysSo()
    {
        Preferences.Instead = () => throw new TimeoutException();
        var list = Loaded();
        await OpenAsync(list, "Columns");

        await list.InvokeAsync(() => list.Field("Tags").Change(false));

        list.WaitForAssertion(() => Assert.DoesNotContain("Tags", list.Texts("thead th:not(.pick)")));
        list.WaitForAssertion(() => Assert.Contains("store cannot be reached", list.Find(".columns-panel [role=status]").Words(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"columns":{"Tags":false}}""", 1)]
    [InlineData("""{"size":25,"columns":{"Tags":false}}""", 2)]
    public async Task Columns_OfASlowStore_AreTheUsualOnesUntilTheyCome(string stored, int calls)
    {
        Preferences["Local Operator", Key] = stored;
        TaskCompletionSource slow = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Preferences.Instead = () => slow.Task;
        var list = Show();
        await Time.TimerSetAsync();
        Assert.Empty(Wire.Sent);
        Time.Advance(TimeSpan.FromMilliseconds(500));
        list.WaitForAssertion(() => Assert.Contains("Tags", list.Texts("thead th:not(.pick)")));

        slow.SetResult();

        list.WaitForAssertion(() => Assert.DoesNotContain("Tags", list.Texts("thead th:not(.pick)")));
        list.WaitForAssertion(() => Assert.Equal(calls, Wire.Sent.Count));
    }

    [Theory]
    [InlineData("", 25)]
    [InlineData("?size=100", 100)]
    public void Size_OfThePerson_HoldsUnlessTheAddressHasOne(string query, int size)
    {
        Preferences["Local Operator", Key] = """{"size":25}""";

        var list = Loaded(query);

        Assert.Equal(size.ToString(), list.Find(".sizes [aria-current=true]").Words());
        Assert.EndsWith($"per_page={size}", Assert.Single(Wire.Sent).Line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Size_Chosen_IsKept()
    {
        var list = Loaded();

        await list.InvokeAsync(() => list.FindAll(".sizes a").Single(link => link.Words() == "25").Click());

        list.WaitForAssertion(() => Assert.Equal("""{"size":25,"columns":null}""", Preferences["Local Operator", Key]));
    }

    [Fact]
    public async Task Panels_Opened_TakeTurns()
    {
        Wire.On("GET teamnet/virtual_networks", """{"success":true,"result":[]}""");
        var list = Loaded();

        await OpenAsync(list, "Columns");
        await OpenAsync(list, "Filters");

        Assert.Equal(("true", "false"), (list.Button("Filters").GetAttribute("aria-expanded"), list.Button("Columns").GetAttribute("aria-expanded")));
        Assert.Empty(list.FindAll(".columns-panel"));
        Assert.Equal(list.Button("Filters").GetAttribute("aria-controls"), list.Find(".filter-panel").Id);
        Assert.Equal(list.Button("Filters").Id, list.Find(".filter-panel").GetAttribute("data-disclosed-by"));
    }

    private IRenderedComponent<TargetsPage> Loaded(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo($"{Path}{query}");
        var list = Show();
        list.WaitForAssertion(() => Assert.NotEmpty(list.Find(".summary[role=status]").Words()));
        return list;
    }

    /// <summary>Opens a panel; no answer that comes in renders between finding its button and using it.</summary>
    private static async Task OpenAsync(IRenderedComponent<TargetsPage> list, string panel)
    {
        await list.InvokeAsync(() => list.Button(panel).Click());
        list.WaitForAssertion(() => Assert.Equal("true", list.Button(panel).GetAttribute("aria-expanded")));
    }

    private IRenderedComponent<TargetsPage> Show() => Render<TargetsPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
}
