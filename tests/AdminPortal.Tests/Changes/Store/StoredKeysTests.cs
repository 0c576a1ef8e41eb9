using System.Xml.Linq;
using AdminPortal.Changes.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Store;

public sealed class StoredKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Elements_BeforeAnythingWasStored_AreNoneAndCreateNothing()
    {
        using var portal = Portal();

        Assert.Empty(portal.GetRequiredService<StoredKeys>().GetAllElements());
        Assert.False(Directory.Exists(_folder.Data.Folder));
    }

    [Fact]
    public void Elements_StoredByOnePortal_AreReadByTheNextInOrder()
    {
        using (var portal = Portal())
        {
            portal.GetRequiredService<StoredKeys>().StoreElement(new("key", new XAttribute("id", "é'1")), "key-1");
            portal.GetRequiredService<StoredKeys>().StoreElement(new("revocation"), "revocation-2");
        }

        using var next = Portal();

        Assert.Equal(["<key id=\"é'1\" />", "<revocation />"], next.GetRequiredService<StoredKeys>().GetAllElements().Select(key => key.ToString()));
    }

    [Fact]
    public void Protection_ByOnePortal_IsUndoneByTheNext()
    {
        string cookie;
        using (var portal = Portal())
        {
            cookie = Protector(portal).Protect("who signed in");
        }

        using var next = Portal();

        Assert.Equal("who signed in", Protector(next).Unprotect(cookie));
    }

    [Fact]
    public void Elements_WhereTheFileIsNoDatabase_SayWhich()
    {
        _folder.Data.Create();
        File.WriteAllText(_folder.Data.File, new string('x', 4096));
        using var portal = Portal();

        var problem = Assert.Throws<StoreUnavailableException>(() => portal.GetRequiredService<StoredKeys>().GetAllElements());

        Assert.Contains(_folder.Data.File, problem.Message);
    }

    private static IDataProtector Protector(IServiceProvider portal) => portal.GetRequiredService<IDataProtectionProvider>().CreateProtector("tests");

    private ServiceProvider Portal() => new ServiceCollection().AddLogging().AddPortalStore(_folder.Data.Folder).BuildServiceProvider();
}
