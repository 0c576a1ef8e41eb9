using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Store;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Preferences;

public sealed class StoredPreferencesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _portal;

    public StoredPreferencesTests() => _portal = new ServiceCollection().AddLogging().AddPortalStore(_folder.Data.Folder).BuildServiceProvider();

    private IPreferences Preferences => _portal.GetRequiredService<IPreferences>();

    public void Dispose()
    {
        _portal.Dispose();
        _folder.Dispose();
    }

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

    [Fact]
    public async Task Read_WhereTheStoreIsNotThere_SaysSo()
    {
        await File.WriteAllTextAsync(_folder.Data.Folder, "a file where the folder belongs", TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => ReadAsync("anna", "theme"));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => WriteAsync("anna", "theme", "dark"));
    }

    private Task<string?> ReadAsync(string person, string name) => Preferences.ReadAsync(person, name, TestContext.Current.CancellationToken);

    private Task WriteAsync(string person, string name, string value) => Preferences.WriteAsync(person, name, value, TestContext.Current.CancellationToken);
}
