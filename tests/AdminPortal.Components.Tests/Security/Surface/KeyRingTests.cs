using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AdminPortal.Changes.Store;
using AdminPortal.Security.Surface;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>What is in the store of the keys that make cookies, and who can read it.</summary>
public sealed class KeyRingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adminportal-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Keys_WithACertificate_AreStoredEncryptedToIt()
    {
        await ProtectAsync(Certificate(Pem("one")));

        var key = Assert.Single(await StoredAsync());
        Assert.Contains("EncryptedData", key, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", key, StringComparison.Ordinal);
    }

    /// <summary>What the one above would look like if it did not work.</summary>
    [Fact]
    public async Task Keys_WithoutACertificate_AreStoredInTheClear()
    {
        await ProtectAsync();

        Assert.Contains("masterKey", Assert.Single(await StoredAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pem")]
    [InlineData("pem with its key")]
    [InlineData("pfx")]
    public async Task Keys_OfAnyKindOfFile_AreReadByTheNextStart(string file)
    {
        (string, string?)[] settings = file switch
        {
            "pem" => Certificate(Pem("one")),
            "pem with its key" => [("DataProtection:Certificate", PemWithKey("one"))],
            _ => [("DataProtection:Certificate", Pfx("one", "open sesame")), ("DataProtection:CertificatePassword", "open sesame")],
        };
        var text = await ProtectAsync(settings);

        Assert.Equal("who signed in", await UnprotectAsync(text, settings));
    }

    [Fact]
    public async Task Keys_AfterRotation_AreReadWithThePreviousCertificate()
    {
        var (old, rotated) = (Pem("old"), Pem("new"));
        var text = await ProtectAsync(Certificate(old));

        (string, string?)[] settings = [.. Certificate(rotated), ("DataProtection:PreviousCertificates:0:Certificate", old.Certificate), ("DataProtection:PreviousCertificates:0:CertificateKey", old.Key)];

        Assert.Equal("who signed in", await UnprotectAsync(text, settings));
    }

    [Fact]
    public async Task Keys_WithAnotherCertificateAlone_AreNotRead()
    {
        var text = await ProtectAsync(Certificate(Pem("old")));

        await Assert.ThrowsAsync<CryptographicException>(() => UnprotectAsync(text, Certificate(Pem("new"))));
    }

    [Fact]
    public void Settings_ThatAreOfNoUse_AreNamedWithoutThePassword()
    {
        var (one, _) = Pem("one");
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var curved = Path.Combine(_folder.FullName, "curve.pem");
        using (var certificate = new CertificateRequest("CN=curve", curve, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1)))
        {
            File.WriteAllText(curved, $"{certificate.ExportCertificatePem()}\n{curve.ExportPkcs8PrivateKeyPem()}");
        }

        Assert.Contains("does not exist", Problem(("DataProtection:Certificate", "/no/such/file.pem")), StringComparison.Ordinal);
        Assert.Contains("no certificate with its key", Problem(("DataProtection:Certificate", one)), StringComparison.Ordinal);
        Assert.Contains("is not RSA", Problem(("DataProtection:Certificate", curved)), StringComparison.Ordinal);
        Assert.Contains("there are some, but no", Problem(("DataProtection:PreviousCertificates:0", PemWithKey("two"))), StringComparison.Ordinal);
        var wrong = Problem(("DataProtection:Certificate", Pfx("three", "open sesame")), ("DataProtection:CertificatePassword", "not-to-be-told"));
        Assert.Contains("the password does not open it", wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("not-to-be-told", wrong, StringComparison.Ordinal);
    }

    private static string Problem(params (string Name, string? Value)[] settings) => Assert.Single(
        StartChecks.ProblemsIn(Configuration(settings), cloudflare: null));

    private static IConfiguration Configuration(params (string Name, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))).Build();

    private static (string, string?)[] Certificate((string Certificate, string Key) files) =>
        [("DataProtection:Certificate", files.Certificate), ("DataProtection:CertificateKey", files.Key)];

    private async Task<string> ProtectAsync(params (string, string?)[] settings)
    {
        await using var portal = Start(settings);
        return Protector(portal).Protect("who signed in");
    }

    private async Task<string> UnprotectAsync(string text, params (string, string?)[] settings)
    {
        await using var portal = Start(settings);
        return Protector(portal).Unprotect(text);
    }

    private ServiceProvider Start((string, string?)[] settings)
    {
        ServiceCollection services = [];
        services.AddLogging().AddPortalStore(Path.Combine(_folder.FullName, "store"));
        services.AddPortalSurface(Configuration(settings));
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(ServiceProvider portal) => portal.GetRequiredService<IDataProtectionProvider>().CreateProtector("tests");

    private async Task<List<string>> StoredAsync()
    {
        await using SqliteConnection connection = new($"Data Source={Path.Combine(_folder.FullName, "store", "portal.db")};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Xml" FROM "DataProtectionKeys" """;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> keys = [];
        while (await reader.ReadAsync())
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }

    private (string Certificate, string Key) Pem(string name)
    {
        using var key = RSA.Create(2048);
        using var certificate = SelfSigned(name, key);
        var files = (Path.Combine(_folder.FullName, $"{name}.pem"), Path.Combine(_folder.FullName, $"{name}.key"));
        File.WriteAllText(files.Item1, certificate.ExportCertificatePem());
        File.WriteAllText(files.Item2, key.ExportPkcs8PrivateKeyPem());
        return files;
    }

    private string PemWithKey(string name)
    {
        var (certificate, key) = Pem(name);
        File.AppendAllText(certificate, $"\n{File.ReadAllText(key)}");
        return certificate;
    }

    private string Pfx(string name, string password)
    {
        using var key = RSA.Create(2048);
        using var certificate = SelfSigned(name, key);
        var file = Path.Combine(_folder.FullName, $"{name}.pfx");
        File.WriteAllBytes(file, certificate.Export(X509ContentType.Pfx, password));
        return file;
    }

    private static X509Certificate2 SelfSigned(string name, RSA key) =>
        new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
}
