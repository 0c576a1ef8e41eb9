using AdminPortal.Changes;
using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Tests.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AdminPortal.Tests.Changes.Writes;

/// <content>Changes whose console ended before it could tell what became of them.</content>
public abstract partial class JournaledWritesTests<TResource, TInput>
{
    [Theory]
    [InlineData(true, JournalEvent.Applied)]
    [InlineData(false, JournalEvent.NotApplied)]
    public async Task Update_OfAConsoleThatEnded_IsToldAtTheNextStart(bool hasLanded, JournalEvent told)
    {
        var request = await RequestAsync();
        await Journal.IntendAsync(Intent(ChangeOperation.Update) with { ResourceId = Id, Baseline = request.Baseline, Proposed = request.Proposed }, Ending);
        await _portal.DisposeAsync();
        if (hasLanded)
        {
            Assert.IsType<ApiResult<TResource>.Ok>(await Kind.UpdateAsync(_account.Client, Id, Kind.FromJson(request.Proposed), Ending));
        }

        await StartAgainAsync();

        await OnlyAsync(told);
    }

    [Theory]
    [InlineData(true, JournalEvent.Applied)]
    [InlineData(false, JournalEvent.NotApplied)]
    public async Task Creation_OfAConsoleThatEnded_IsToldAtTheNextStart(bool hasLanded, JournalEvent told)
    {
        if (Kind is not ICreatableKind<TResource, TInput> creatable)
        {
            return;
        }

        var first = creatable.FirstStep(Kind.FromJson(Inputs.Of(Fresh)));
        await Journal.IntendAsync(Intent(ChangeOperation.Create) with { Proposed = Kind.ToJson(first), ResourceName = Wanted }, Ending);
        await _portal.DisposeAsync();
        if (hasLanded)
        {
            Assert.IsType<ApiResult<TResource>.Ok>(await creatable.CreateAsync(_account.Client, first, Ending));
        }

        await StartAgainAsync();

        Assert.Equal(hasLanded, (await OnlyAsync(told)).Row.ResourceId is not null);
    }

    [Fact]
    public void OpenChanges_OfTheKind_CanBeRead() => Assert.Contains(Kind.Name, LiveReads.Kinds);

    /// <summary>A console that starts finds out what became of what is open.</summary>
    private async Task StartAgainAsync()
    {
        _portal = NewPortal(more: services => services.AddPortalReconciliation());
        var service = Assert.Single(_portal.GetServices<IHostedService>().OfType<ReconcileOpenChanges>());
        await service.StartAsync(Ending);
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(10));
        while ((await Journal.OpenIntentsAsync(Ending)).Count > 0)
        {
            Assert.False(service.ExecuteTask!.IsFaulted, service.ExecuteTask.Exception?.Message);
            await look.WaitForNextTickAsync(Ending);
        }

        await service.StopAsync(Ending);
    }

    private ChangeIntent Intent(ChangeOperation operation) => new() { Account = SandboxHost.AccountId, Actor = Somebody, Kind = Kind.Name, Operation = operation };
}
