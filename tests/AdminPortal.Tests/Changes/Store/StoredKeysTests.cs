using System.Xml.Linq;
using AdminPortal.Changes.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Store;

public abstract class StoredKeysTests : StoreTests
{
    [Fact]
    public void Elements_BeforeAnythingWasStored_AreNone()
    {
        using var portal = Database.NewPortal();

        Assert.Empty(portal.GetRequiredService<StoredKeys>().GetAllElements());
        Assert.DoesNotContain(Database.Log.Lines, line => line.Text.Contains("was upgraded"));
    }

    [Fact]
    public void Elements_StoredByOnePortal_AreReadByTheNextInOrder()
    {
        using (var portal = Database.NewPortal())
        {
            portal.GetRequiredService<StoredKeys>().StoreElement(new("key", new XAttribute("id", "é'1")), "key-1");
            portal.GetRequiredService<StoredKeys>().StoreElement(new("revocation"), "revocation-2");
        }

        using var next = Database.NewPortal();

        Assert.Equal(["<key id=\"é'1\" />", "<revocation />"], next.GetRequiredService<StoredKeys>().GetAllElements().Select(key => key.ToString()));
    }

    [Fact]
    public void Protection_ByOnePortal_IsUndoneByTheNext()
    {
        string cookie;
        using (var portal = Database.NewPortal())
        {
            cookie = Protector(portal).Protect("who signed in");
        }

        using var next = Database.NewPortal();

        Assert.Equal("who signed in", Protector(next).Unprotect(cookie));
    }

    private static IDataProtector Protector(IServiceProvider portal) => portal.GetRequiredService<IDataProtectionProvider>().CreateProtector("tests");
}

public sealed class SqliteStoredKeysTests : StoredKeysTests
{
    private StoreFolder Folder => ((SqliteTestStore)Database).Folder;

    private protected override Task<TestStore> NewDatabaseAsync() => Task.FromResult<TestStore>(new SqliteTestStore());

    [Fact]
    public void Elements_BeforeAnythingWasStored_CreateNothing()
    {
        using var portal = Database.NewPortal();

        Assert.Empty(portal.GetRequiredService<StoredKeys>().GetAllElements());
        Assert.False(Directory.Exists(Folder.Folder));
    }

    [Fact]
    public void Elements_WhereTheFileIsNoDatabase_SayWhich()
    {
        Folder.Create();
        File.WriteAllText(Folder.File, new string('x', 4096));
        using var portal = Database.NewPortal();

        var problem = Assert.Throws<StoreUnavailableException>(() => portal.GetRequiredService<StoredKeys>().GetAllElements());

        Assert.Contains(Folder.File, problem.Message);
    }
}

public sealed class PostgresStoredKeysTests(SharedPostgres postgres) : StoredKeysTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewDatabaseAsync();
}
