using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Store;

/// <summary>Asks the store about itself, with nothing that takes longer where there is more in it.</summary>
internal sealed class StoredReports(PortalStore store, TimeProvider time) : IStoreReports
{
    /// <inheritdoc/>
    public async Task<StoreReport> ReadAsync(CancellationToken cancellationToken)
    {
        var engine = store.Engine;
        var begun = time.GetTimestamp();
        try
        {
            await store.PrepareAsync(cancellationToken);
            begun = time.GetTimestamp();
            await store.ReadAsync(
                async (_, ending) =>
                {
                    await engine.AskAsync(ending);
                    return true;
                },
                cancellationToken);
            var took = time.GetElapsedTime(begun);
            return new(engine.Place, engine.IsShared, Trouble: null, took, await store.ReadAsync(ContentAsync, cancellationToken));
        }
        catch (StoreUnavailableException problem)
        {
            return new(engine.Place, engine.IsShared, problem.Message, time.GetElapsedTime(begun), Content: null);
        }
    }

    private async Task<StoreContent> ContentAsync(PortalDbContext context, CancellationToken cancellationToken)
    {
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        return new(
            await store.Engine.SizeAsync(context, cancellationToken),
            applied.Count,
            applied.LastOrDefault(),
            applied.Except(context.Database.GetMigrations()).Count(),
            await context.Heads.SumAsync(head => head.LastSequence, cancellationToken),
            await context.Drafts.CountAsync(cancellationToken));
    }
}
