using AdminPortal.Changes.Store;

namespace AdminPortal.Tests.Changes.Store;

public sealed class StoreHoldTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private StoreSettings Settings => StoreSettings.InFolder(_folder.Data.Folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Take_OfAFolderThatIsTaken_IsRefusedWithTheReason()
    {
        using var first = StoreHold.Take(Settings).Hold;

        var (second, refusal) = StoreHold.Take(Settings);

        Assert.NotNull(first);
        Assert.Null(second);
        Assert.Contains(_folder.Data.Folder, refusal);
        Assert.Contains("Store:ConnectionString", refusal);
    }

    [Fact]
    public void Take_AfterTheHoldEnded_IsGiven()
    {
        StoreHold.Take(Settings).Hold!.Dispose();

        using var next = StoreHold.Take(Settings).Hold;

        Assert.NotNull(next);
    }

    [Fact]
    public void Take_OfAnotherFolder_IsGiven()
    {
        using TemporaryFolder elsewhere = new();
        using var first = StoreHold.Take(Settings).Hold;
        using var second = StoreHold.Take(StoreSettings.InFolder(elsewhere.Path)).Hold;

        Assert.NotNull(second);
    }

    [Fact]
    public void Take_WhereTheFolderCannotBe_IsRefusedWithTheReason()
    {
        File.WriteAllText(_folder.Data.Folder, "a file where the folder belongs");

        var (hold, refusal) = StoreHold.Take(Settings);

        Assert.Null(hold);
        Assert.Contains(_folder.Data.Folder, refusal);
        Assert.Contains("Store:Folder", refusal);
    }

    [Fact]
    public void Take_OfASharedStore_IsGivenToEverybody()
    {
        var shared = StoreSettings.AtServer("Host=db.example.com;Database=portal");
        using var first = StoreHold.Take(shared).Hold;
        using var second = StoreHold.Take(shared).Hold;

        Assert.NotNull(first);
        Assert.NotNull(second);
    }
}
