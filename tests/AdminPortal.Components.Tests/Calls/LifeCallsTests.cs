using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using AdminPortal.Tests.Sandbox;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Components.Tests.Calls;

/// <summary>The same for kinds that the API creates and deletes.</summary>
public abstract class LifeCallsTests<TList, TForm, TNew, TResource, TInput> : CallsTests<TList, TForm, TResource, TInput>
    where TList : IComponent
    where TForm : IComponent
    where TNew : IComponent
    where TResource : class
    where TInput : class
{
    protected LifeCallsTests(SandboxHost sandbox)
        : base(sandbox)
    {
        Operations["new form, opened"] = () => CountAsync(() => OpenNew());
        Operations["new form, filled from another"] = () => CountAsync(() => OpenNew(Id));
        Operations["new form, reviewed"] = ReviewNewAsync;
        Operations["create"] = CreateAsync;
        Operations["delete"] = DeleteAsync;
    }

    private protected abstract void Fill(IRenderedComponent<TNew> page);

    private IRenderedComponent<TNew> OpenNew(string? from = null)
    {
        Navigation.NavigateTo(Addresses.New(SandboxHost.AccountId, Kind, from));
        var page = Render<TNew>(parameters => parameters.TryAdd("AccountId", SandboxHost.AccountId));
        page.WaitForAssertion(() =>
        {
            Assert.Single(page.FindAll("form.resource-form"));
            Assert.Empty(page.FindAll(".loading"));
            Assert.Equal(from is null, page.FindAll(".lead").Count == 0);
        });
        return page;
    }

    private async Task<int> ReviewNewAsync()
    {
        var page = OpenNew();
        await OnAsync(page, () => Fill(page));
        return await CountAsync(() => ReviewAsync(page));
    }

    private async Task<int> CreateAsync()
    {
        var page = OpenNew();
        await OnAsync(page, () => Fill(page));
        await ReviewAsync(page);
        return await CountAsync(async () =>
        {
            await OnAsync(page, () => page.Button("Create").Click());
            page.WaitForAssertion(() => Assert.DoesNotContain("/new", Navigation.Uri, StringComparison.Ordinal));
        });
    }

    private async Task<int> DeleteAsync()
    {
        var page = OpenForm();
        await OnAsync(page, () => page.Button("Delete").Click());
        if (page.FindAll("#delete-word") is [var typed])
        {
            await OnAsync(page, () => typed.Input(page.Find("h1").Words()));
        }

        return await CountAsync(async () =>
        {
            await OnAsync(page, () => page.Button("Delete it").Click());
            page.WaitForAssertion(() => Assert.EndsWith(Addresses.List(SandboxHost.AccountId, Kind), Navigation.Uri, StringComparison.Ordinal));
        });
    }
}
