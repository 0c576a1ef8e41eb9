using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Changes.Store;

public abstract class PortalStoreTests : StoreTests
{
    [Fact]
    public async Task Prepare_OnAnEmptyDatabase_BringsTheTablesOfTheModel()
    {
        using var store = Database.NewStore();

        var (keys, isComplete) = await store.ReadAsync(
            async (context, token) => (await context.DataProtectionKeys.ToListAsync(token), !context.Database.HasPendingModelChanges()), Ending);

        Assert.Empty(keys);
        Assert.True(isComplete);
    }

    [Fact]
    public async Task Prepare_ByManyAtOnce_UpgradesOnce()
    {
        using var store = Database.NewStore();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => store.PrepareAsync(Ending))));

        Assert.Single(Database.Log.Lines, line => line.Text.Contains("was upgraded"));
    }

    [Fact]
    public async Task Prepare_ByManyProcessesAtOnce_UpgradesOnce()
    {
        var stores = Enumerable.Range(0, 8).Select(_ => Database.NewStore()).ToList();

        await Task.WhenAll(stores.Select(store => Task.Run(() => store.PrepareAsync(Ending))));

        Assert.Single(Database.Log.Lines, line => line.Text.Contains("was upgraded"));
        stores.ForEach(store => store.Dispose());
    }

    [Fact]
    public async Task Write_ThatFails_LeavesNothing()
    {
        using var store = Database.NewStore();

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.WriteAsync<int>(
            async (context, token) =>
            {
                context.DataProtectionKeys.Add(new() { Xml = "<key/>" });
                await context.SaveChangesAsync(token);
                throw new InvalidOperationException();
            },
            Ending));

        Assert.Equal(0, await store.ReadAsync((context, token) => context.DataProtectionKeys.CountAsync(token), Ending));
    }

    [Fact]
    public async Task Write_ByManyAtOnce_WritesAll()
    {
        using var store = Database.NewStore();

        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => AddKeyAsync(store, $"key-{number}"))));

        Assert.Equal(30, await store.ReadAsync((context, token) => context.DataProtectionKeys.CountAsync(token), Ending));
    }

    [Fact]
    public async Task Write_OfWhatBreaksAConstraint_IsAMistakeAndNoFailureOfTheStore()
    {
        using var store = Database.NewStore();

        await AddKeyAsync(store, "key-1");

        await Assert.ThrowsAsync<DbUpdateException>(() => store.WriteAsync(
            (context, token) =>
            {
                context.DataProtectionKeys.Add(new() { Id = 1, Xml = "<key/>" });
                return context.SaveChangesAsync(token);
            },
            Ending));
    }

    [Fact]
    public async Task Snapshot_WhileAnotherWrites_ShowsOneMomentAndHoldsNobodyUp()
    {
        using var store = Database.NewStore();
        using var another = Database.NewStore();
        await AddKeyAsync(store, "key-1");

        var (before, after) = await store.ReadSnapshotAsync(
            async (context, token) =>
            {
                var before = await context.DataProtectionKeys.CountAsync(token);
                await AddKeyAsync(another, "key-2");
                return (before, await context.DataProtectionKeys.CountAsync(token));
            },
            Ending);

        Assert.Equal((1, 1), (before, after));
        Assert.Equal(2, await store.ReadAsync((context, token) => context.DataProtectionKeys.CountAsync(token), Ending));
    }

    [Fact]
    public async Task Reachable_OnAnEmptyDatabase_IsTrue()
    {
        using var store = Database.NewStore();

        Assert.True(await store.IsReachableAsync(Ending));
    }

    private protected static Task<int> AddKeyAsync(PortalStore store, string name) => store.WriteAsync(
        (context, token) =>
        {
            context.DataProtectionKeys.Add(new() { FriendlyName = name, Xml = "<key/>" });
            return context.SaveChangesAsync(token);
        },
        Ending);
}
