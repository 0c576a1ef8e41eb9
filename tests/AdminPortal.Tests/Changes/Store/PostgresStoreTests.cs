using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace AdminPortal.Tests.Changes.Store;

public sealed class PostgresStoreTests(SharedPostgres postgres) : PortalStoreTests
{
    private const string Password = "never-to-be-printed";

    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewDatabaseAsync();

    [Fact]
    public async Task Prepare_WhereNoServerIs_SaysWhereAndWhichSettingWithoutThePassword()
    {
        TestStoreElsewhere elsewhere = new($"Host=/nowhere/at/all;Database=portal;Username=portal;Password={Password}");
        using var store = elsewhere.NewStore();

        var problem = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PrepareAsync(Ending));

        Assert.False(await store.IsReachableAsync(Ending));
        Assert.Contains("/nowhere/at/all:5432/portal", problem.Message);
        Assert.Contains("Store:ConnectionString", problem.Message);
        Assert.NotEmpty(elsewhere.Log.Lines);
        Assert.DoesNotContain(Password, problem.ToString());
        Assert.DoesNotContain(elsewhere.Log.Lines, line => line.Text.Contains(Password));
    }

    /// <summary>The driver's own are 15 and 30 seconds, for which nobody waits.</summary>
    [Theory]
    [InlineData("Host=nowhere", 5, 15)]
    [InlineData("Host=nowhere;Timeout=60;Command Timeout=120", 60, 120)]
    public void Engine_OfAConnectionString_WaitsAsLongAsItSaysOrAFewSeconds(string given, int connect, int command)
    {
        using var context = StoreSettings.AtServer(given).Engine().NewContext();

        NpgsqlConnectionStringBuilder used = new(context.Database.GetConnectionString());
        Assert.Equal((connect, command), (used.Timeout, used.CommandTimeout));
    }

    [Fact]
    public async Task Texts_InEveryColumn_SortByTheirBytes() =>
        Assert.Equal(0L, await PreparedScalarAsync(
            """
            SELECT count(*) FROM information_schema.columns
            WHERE table_schema = 'public' AND table_name <> '__EFMigrationsHistory' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'
            """));

    [Fact]
    public async Task Store_AfterTheServerRestarted_GoesOnWithoutAFailure()
    {
        await using var database = await PostgresTestStore.NewAloneAsync();
        using var store = database.NewStore();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => AddKeyAsync(store, $"key-{number}"))));

        await database.Server.StopAsync();
        await Assert.ThrowsAsync<StoreUnavailableException>(() => AddKeyAsync(store, "lost"));
        Assert.False(await store.IsReachableAsync(Ending));
        await database.Server.StartAsync();

        await AddKeyAsync(store, "key-8");
        Assert.True(await store.IsReachableAsync(Ending));
        Assert.Equal(9L, await database.ScalarAsync("""SELECT count(*) FROM "DataProtectionKeys" """));
    }

    [Fact]
    public async Task Store_WhoseConnectionsWereCut_GoesOnWithoutAFailure()
    {
        using var store = Database.NewStore();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() => AddKeyAsync(store, $"key-{number}"))));

        await Database.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        await AddKeyAsync(store, "key-8");
        Assert.Equal(9L, await Database.ScalarAsync("""SELECT count(*) FROM "DataProtectionKeys" """));
    }

    private async Task<object?> PreparedScalarAsync(string sql)
    {
        using var store = Database.NewStore();
        await store.PrepareAsync(Ending);
        return await Database.ScalarAsync(sql);
    }

    private sealed class TestStoreElsewhere(string connectionString) : TestStore
    {
        public override StoreSettings Settings => StoreSettings.AtServer(connectionString);

        public override NpgsqlConnection NewConnection() => new(connectionString);

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
