using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using AdminPortal.Tests.Sandbox;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Calls;

/// <summary>Every page and operation of every kind on a sandbox, with the whole pipeline between: it takes the calls that <c>docs/calls.md</c> says.</summary>
public abstract class CallsTests<TList, TForm, TResource, TInput> : SandboxTestContext, IClassFixture<SandboxHost>
    where TList : IComponent
    where TForm : IComponent
    where TResource : class
    where TInput : class
{
    private readonly SandboxHost _sandbox;

    protected CallsTests(SandboxHost sandbox)
        : base(sandbox)
    {
        _sandbox = sandbox;
        Services.AddSingleton<TimeProvider>(new HurriedTime());
        Operations = new(StringComparer.Ordinal)
        {
            ["overview, for its figure"] = OverviewAsync,
            ["list, opened"] = () => CountAsync(() => OpenList()),
            ["list, next page"] = NextPageAsync,
            ["list, in another order"] = SortAsync,
            ["form, opened"] = () => CountAsync(() => OpenForm()),
            ["review, opened"] = ReviewAsync,
            ["save"] = () => SaveAsync(fault: null, shows: ".alert-success"),
            ["save whose answer is lost, found at once"] = () => SaveAsync("after-write", shows: ".alert-success"),
            ["save whose answer is lost, not found"] = () => SaveAsync("before-write", shows: "[role=alert]"),
        };
    }

    protected abstract ResourceKind<TResource, TInput> Kind { get; }

    /// <summary>A resource of the sandbox's initial data.</summary>
    protected abstract string Id { get; }

    /// <summary>The name of the first column in an address.</summary>
    protected abstract string Sort { get; }

    /// <summary>A field of text and another text for it.</summary>
    protected abstract (string Label, string Text) Change { get; }

    /// <summary>Part of what is asked ahead when somebody goes to the second page; null where nothing is.</summary>
    protected virtual string? AskedAhead => null;

    /// <summary>How each row of the table is counted.</summary>
    protected Dictionary<string, Func<Task<int>>> Operations { get; }

    private protected NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Theory]
    [MemberData(nameof(CallsTable.Rows), MemberType = typeof(CallsTable))]
    public async Task Calls_OfAPageOrOperation_AreThoseOfTheTable(string row)
    {
        var operation = Operations.GetValueOrDefault(row);
        int? counted = null;
        if (operation is not null)
        {
            await _sandbox.ControlAsync("POST", "sandbox/reset");
            counted = await operation();
        }

        Assert.Equal(CallsTable.Of(row, Kind.PluralName), counted);
    }

    [Fact]
    public void Table_OfTheKind_HasEveryPageAndOperation() => Assert.Empty(Operations.Keys.Except(CallsTable.Names));

    /// <summary>Counts the calls of an operation.</summary>
    /// <param name="act">Ends when the page shows that it is carried out.</param>
    private protected async Task<int> CountAsync(Func<Task> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        await SettledAsync();
        await ForgetAsync();
        await act();
        await SettledAsync();
        return (await AskedAsync()).Count;
    }

    private protected Task<int> CountAsync(Action act) => CountAsync(() =>
    {
        act();
        return Task.CompletedTask;
    });

    /// <summary>Acts as the page's own code does: no answer that comes in renders between finding a control and using it.</summary>
    private protected static Task OnAsync<TPage>(IRenderedComponent<TPage> page, Action act)
        where TPage : IComponent => page.InvokeAsync(act);

    private protected IRenderedComponent<TForm> OpenForm()
    {
        Navigation.NavigateTo(Addresses.Resource(SandboxHost.AccountId, Kind, Id));
        var page = Render<TForm>(parameters =>
        {
            parameters.TryAdd("AccountId", SandboxHost.AccountId);
            parameters.TryAdd("Id", Id);
        });
        page.WaitForAssertion(() =>
        {
            Assert.Single(page.FindAll("form.resource-form"));
            Assert.Empty(page.FindAll(".loading"));
        });
        return page;
    }

    /// <summary>Opens the form, makes the change, and opens the review.</summary>
    private protected async Task<IRenderedComponent<TForm>> OpenReviewAsync()
    {
        var page = OpenForm();
        await OnAsync(page, () => page.Field(Change.Label).Input(Change.Text));
        await ReviewAsync(page);
        return page;
    }

    private protected static async Task ReviewAsync<TPage>(IRenderedComponent<TPage> page)
        where TPage : IComponent
    {
        await OnAsync(page, () => page.Find("form.resource-form").Submit());
        page.WaitForAssertion(() => Assert.Single(page.FindAll("section.review")));
    }

    /// <summary>Waits until no call is under way: what a page asks for besides, it asks for together with what it shows.</summary>
    private async Task SettledAsync()
    {
        var budget = Client.Budget!;
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(5));
        do
        {
            while (budget.State.InFlight > 0)
            {
                await look.WaitForNextTickAsync(late.Token);
            }

            // What the page does about the last answer, it has done then.
            await Renderer.Dispatcher.InvokeAsync(() => { });
        }
        while (budget.State.InFlight > 0);
    }

    private async Task<int> OverviewAsync()
    {
        var page = Render<OverviewPage>();
        page.WaitForAssertion(() => Assert.DoesNotContain("…", page.Texts(".count")));
        await SettledAsync();
        return (await AskedAsync()).Count(asked => asked.Split('?')[0] == Kind.Path);
    }

    /// <summary>Waits until a call arrives that nothing on the page tells of.</summary>
    private async Task ArrivedAsync(string query)
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(5));
        while (!(await AskedAsync()).Any(asked => asked.Contains(query, StringComparison.Ordinal)))
        {
            await look.WaitForNextTickAsync(late.Token);
        }
    }

    private IRenderedComponent<TList> OpenList(string query = "")
    {
        Navigation.NavigateTo($"{Addresses.List(SandboxHost.AccountId, Kind)}{query}");
        var page = Render<TList>(parameters => parameters.TryAdd("AccountId", SandboxHost.AccountId));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("tbody tr")));
        return page;
    }

    private Task<int> NextPageAsync()
    {
        var page = OpenList("?size=5");
        return CountAsync(async () =>
        {
            Navigation.NavigateTo($"{Addresses.List(SandboxHost.AccountId, Kind)}?size=5&page=2");
            page.WaitForAssertion(() => Assert.Contains(page.Texts(".pager span"), text => text.StartsWith("Page 2 of", StringComparison.Ordinal)));
            if (AskedAhead is { } ahead)
            {
                await ArrivedAsync(ahead);
            }
        });
    }

    private Task<int> SortAsync()
    {
        var page = OpenList();
        return CountAsync(() =>
        {
            Navigation.NavigateTo($"{Addresses.List(SandboxHost.AccountId, Kind)}?sort={Sort}&dir=desc");
            page.WaitForAssertion(() => Assert.Single(page.FindAll("th[aria-sort=descending]")));
        });
    }

    private async Task<int> ReviewAsync()
    {
        var page = OpenForm();
        await OnAsync(page, () => page.Field(Change.Label).Input(Change.Text));
        return await CountAsync(() => ReviewAsync(page));
    }

    private async Task<int> SaveAsync(string? fault, string shows)
    {
        var page = await OpenReviewAsync();
        if (fault is not null)
        {
            await OrderAsync(new JsonObject { ["method"] = "PUT", ["times"] = 1, ["cut"] = fault });
        }

        return await CountAsync(async () =>
        {
            await OnAsync(page, () => page.Button("Save").Click());
            page.WaitForAssertion(() => Assert.Single(page.FindAll(shows)));
        });
    }
}
