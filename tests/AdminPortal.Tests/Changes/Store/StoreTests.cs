namespace AdminPortal.Tests.Changes.Store;

/// <summary>What holds on both engines: each subject's tests are an abstract class with one subclass an engine.</summary>
public abstract class StoreTests : IAsyncLifetime
{
    private protected TestStore Database { get; private set; } = null!;

    private protected static CancellationToken Ending => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Database = await NewDatabaseAsync();
        await PrepareAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CleanAsync();
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected abstract Task<TestStore> NewDatabaseAsync();

    private protected virtual Task PrepareAsync() => Task.CompletedTask;

    private protected virtual Task CleanAsync() => Task.CompletedTask;

    private protected static Task<TestStore> NewSqlite() => SqliteTestStore.NewWithTablesAsync();
}
