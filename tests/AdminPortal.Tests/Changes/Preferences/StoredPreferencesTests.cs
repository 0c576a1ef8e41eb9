using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Store;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Preferences;

public abstract class StoredPreferencesTests : StoreTests
{
    private ServiceProvider _portal = null!;

    private IPreferences Preferences => _portal.GetRequiredService<IPreferences>();

    private protected override Task PrepareAsync()
    {
        _portal = Database.NewPortal();
        return Task.CompletedTask;
    }

    private protected override async Task CleanAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Read_OfNothingWritten_IsNull() => Assert.Null(await ReadAsync("anna", "targets.columns"));

    [Fact]
    public async Task Read_AfterWrites_IsTheLastOfThatPersonAndName()
    {
        await WriteAsync("anna", "targets.columns", "hostname");
        await WriteAsync("anna", "targets.columns", "é'\"\n");
        await WriteAsync("anna", "apps.columns", "name");
        await WriteAsync("bert", "targets.columns", "ip");

        Assert.Equal("é'\"\n", await ReadAsync("anna", "targets.columns"));
        Assert.Equal("ip", await ReadAsync("bert", "targets.columns"));
    }

    [Fact]
    public async Task Write_ByManyAtOnce_KeepsOneOfThem()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => WriteAsync("anna", "theme", $"value {number}"))));

        Assert.StartsWith("value ", await ReadAsync("anna", "theme"));
    }

    [Theory]
    [InlineData(4096, 'x', true)]
    [InlineData(4097, 'x', false)]
    [InlineData(2049, 'é', false)]
    public async Task Write_OfALongValue_IsBoundedInBytes(int length, char character, bool fits)
    {
        var problem = await Record.ExceptionAsync(() => WriteAsync("anna", "long", new string(character, length)));

        Assert.Equal(fits, problem is null);
        Assert.Equal(fits, await ReadAsync("anna", "long") is not null);
    }

    private protected Task<string?> ReadAsync(string person, string name) => Preferences.ReadAsync(person, name, Ending);

    private protected Task WriteAsync(string person, string name, string value) => Preferences.WriteAsync(person, name, value, Ending);
}

public sealed class SqliteStoredPreferencesTests : StoredPreferencesTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => Task.FromResult<TestStore>(new SqliteTestStore());

    [Fact]
    public async Task Read_WhereTheStoreIsNotThere_SaysSo()
    {
        await File.WriteAllTextAsync(((SqliteTestStore)Database).Folder.Folder, "a file where the folder belongs", Ending);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => ReadAsync("anna", "theme"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => WriteAsync("anna", "theme", "dark"));
    }
}

public sealed class PostgresStoredPreferencesTests(SharedPostgres postgres) : StoredPreferencesTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
