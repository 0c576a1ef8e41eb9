using AdminPortal.Changes.Store;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Tests.Changes.Store;

public sealed class StoreSettingsTests
{
    [Fact]
    public void Read_OfNothing_IsAFolderInTheWorkingFolder()
    {
        var (settings, problem) = Read();

        Assert.Null(problem);
        Assert.Equal(Path.GetFullPath("data"), settings!.Folder!.Folder);
        Assert.False(settings.IsShared);
    }

    [Fact]
    public void Read_OfAConnectionString_IsPostgresWhateverTheFolder()
    {
        var (settings, problem) = Read(("Store:ConnectionString", "Host=db.example.com;Database=portal"), ("Store:Folder", "elsewhere"));

        Assert.Null(problem);
        Assert.Null(settings!.Folder);
        Assert.True(settings.IsShared);
    }

    [Theory]
    [InlineData("Database=portal;Password=never-to-be-printed")]
    [InlineData("never-to-be-printed")]
    [InlineData("Host=db.example.com;never-to-be-printed=1")]
    [InlineData("Host=db.example.com;Port=never-to-be-printed")]
    public void Read_OfABadConnectionString_SaysSoWithoutRepeatingIt(string connectionString)
    {
        var (settings, problem) = Read(("Store:ConnectionString", connectionString));

        Assert.Null(settings);
        Assert.Contains("Store:ConnectionString", problem);
        Assert.DoesNotContain("never-to-be-printed", problem);
    }

    private static (StoreSettings? Settings, string? Problem) Read(params (string Name, string Value)[] values) => StoreSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create<string, string?>(value.Name, value.Value))).Build());
}
