using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using AdminPortal.Security.CloudflareAccess;
using AdminPortal.Security.Oidc;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Components.Tests.Security.Oidc;

/// <summary>The settings of sign-in: all that is wrong is said at once, and nothing that is dangerous is taken.</summary>
public sealed class OidcConfigurationTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adminportal-oidc-");

    private static readonly (string Name, string? Value)[] Generic = [("Oidc:Authority", "https://login.example.com/"), ("Oidc:ClientId", "portal"), ("Oidc:ClientSecret", "s")];
    private static readonly (string Name, string? Value)[] Entra = [("AzureAd:TenantId", "11111111-2222-3333-4444-555555555555"), ("AzureAd:ClientId", "portal"), ("AzureAd:ClientSecret", "s")];

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Settings_WithoutAProvider_AreNone()
    {
        var (settings, problems) = OidcConfiguration.Read(Configuration([]));

        Assert.Null(settings);
        Assert.Empty(problems);
    }

    [Fact]
    public void Settings_OfEntra_AreThoseOfMicrosoftIdentityWeb()
    {
        var settings = OidcConfiguration.Read(Configuration([.. Entra, ("AzureAd:CallbackPath", "/in"), ("AzureAd:SignedOutCallbackPath", "/out")])).Settings!;

        Assert.Equal("https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/v2.0", settings.Authority.AbsoluteUri);
        Assert.Equal(("/in", "/out", "Microsoft"), (settings.CallbackPath.Value, settings.SignedOutCallbackPath.Value, settings.DisplayName));
        Assert.Equal(ClientAuthentication.SecretPost, settings.Authentication);
    }

    [Fact]
    public void Settings_OfAnyProvider_HaveSafeDefaults()
    {
        var settings = OidcConfiguration.Read(Configuration([.. Generic, ("Oidc:Scopes", "profile, email")])).Settings!;

        Assert.Equal(ClientAuthentication.SecretBasic, settings.Authentication);
        Assert.Equal(["openid", "profile", "email"], settings.Scopes);
        Assert.Equal(OidcSettings.AsymmetricAlgorithms, settings.Algorithms);
        Assert.Equal(TimeSpan.FromMinutes(1), settings.MaxClockSkew);
    }

    [Theory]
    [InlineData("Oidc:Authority", "http://login.example.com")]
    [InlineData("Oidc:Authority", "login.example.com")]
    [InlineData("Oidc:Authority", "https://login.example.com/?tenant=1")]
    [InlineData("Oidc:ClientId", " ")]
    [InlineData("Oidc:ClientSecret", "")]
    [InlineData("Oidc:ClientAuthentication", "none")]
    [InlineData("Oidc:ClientAuthentication", "private_key_jwt")]
    [InlineData("Oidc:CallbackPath", "https://elsewhere.example/")]
    [InlineData("Oidc:CallbackPath", "//elsewhere.example/")]
    [InlineData("Oidc:Algorithms", "RS256 HS256")]
    [InlineData("Oidc:Algorithms", "none")]
    [InlineData("Oidc:MaxClockSkew", "01:00:00")]
    [InlineData("Oidc:MaxClockSkew", "soon")]
    [InlineData("AzureAd:ClientId", "two-providers")]
    public void Settings_WithAMistake_AreRefused(string name, string value)
    {
        var (settings, problems) = OidcConfiguration.Read(Configuration([.. Generic.Where(setting => setting.Name != name), (name, value)]));

        Assert.Null(settings);
        Assert.Contains(name.Split(':')[0], Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("common")]
    [InlineData("organizations")]
    [InlineData("a/b")]
    [InlineData(null)]
    public void Tenant_ThatIsNotOne_IsRefused(string? tenant)
    {
        var problems = OidcConfiguration.Read(Configuration([.. Entra.Skip(1), ("AzureAd:TenantId", tenant)])).Problems;

        Assert.Contains("AzureAd:TenantId", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_WithSeveralMistakes_SayAllOfThemAndNoSecret()
    {
        var problems = OidcConfiguration.Read(Configuration([("Oidc:Authority", "ftp://x"), ("Oidc:ClientSecret", "not-to-be-echoed"), ("Oidc:Algorithms", "HS256"), ("Oidc:MaxClockSkew", "1.00:00:00")])).Problems;

        Assert.Equal(4, problems.Count);
        Assert.DoesNotContain("not-to-be-echoed", string.Concat(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Secret_InAFile_IsReadWithoutItsLineEnd()
    {
        var file = Write("secret", "from-the-file\n");

        var settings = OidcConfiguration.Read(Configuration([.. Generic.SkipLast(1), ("Oidc:ClientSecretFile", file)])).Settings!;

        Assert.Equal("from-the-file", settings.ClientSecret);
    }

    [Fact]
    public void Key_ThatIsNone_IsRefused()
    {
        using var key = RSA.Create(2048);
        var publicHalf = Write("public.pem", key.ExportSubjectPublicKeyInfoPem());

        var problems = OidcConfiguration.Read(Configuration([.. Generic, ("Oidc:ClientAuthentication", "private_key_jwt"), ("Oidc:PrivateKeyFile", publicHalf)])).Problems;

        Assert.Contains("Oidc:PrivateKeyFile", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_OfEntra_IsNamedInTheAssertionByItsThumbprint()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=portal", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var file = Write("entra.pem", certificate.ExportCertificatePem() + Environment.NewLine + key.ExportPkcs8PrivateKeyPem());
        var settings = OidcConfiguration.Read(Configuration([.. Entra.SkipLast(1), ("AzureAd:ClientCertificates:0:SourceType", "Path"), ("AzureAd:ClientCertificates:0:CertificateDiskPath", file)])).Settings!;

        JsonWebToken assertion = new(ClientAssertions.Create(settings, "https://login.example.com/token", DateTimeOffset.UtcNow));

        Assert.Equal(("RS256", Convert.ToBase64String(certificate.GetCertHash()).TrimEnd('=').Replace('+', '-').Replace('/', '_')), (assertion.Alg, assertion.X5t));
        Assert.Equal(("portal", "portal", "https://login.example.com/token"), (assertion.Issuer, assertion.Subject, assertion.Audiences.Single()));
        Assert.True(assertion.ValidTo < DateTime.UtcNow.AddMinutes(3));
    }

    [Theory]
    [InlineData("256", "ES256")]
    [InlineData("384", "ES384")]
    public void Key_OfACurve_SignsWithItsOwnAlgorithm(string size, string algorithm)
    {
        using var key = ECDsa.Create(size == "256" ? ECCurve.NamedCurves.nistP256 : ECCurve.NamedCurves.nistP384);
        var file = Write("curve.pem", key.ExportPkcs8PrivateKeyPem());
        var settings = OidcConfiguration.Read(Configuration([.. Generic, ("Oidc:ClientAuthentication", "private_key_jwt"), ("Oidc:PrivateKeyFile", file), ("Oidc:KeyId", "k")])).Settings!;

        JsonWebToken assertion = new(ClientAssertions.Create(settings, "https://login.example.com/token", DateTimeOffset.UtcNow));

        Assert.Equal((algorithm, "k"), (assertion.Alg, assertion.Kid));
    }

    [Theory]
    [InlineData("https://example.cloudflareaccess.com/path", "tag", "TeamDomain")]
    [InlineData("http://example.cloudflareaccess.com", "tag", "TeamDomain")]
    [InlineData("https://example.cloudflareaccess.com", "", "Audience")]
    public void Access_WithAMistake_IsRefused(string team, string audience, string named)
    {
        var (settings, problems) = AccessSettings.Read(Configuration([("CloudflareAccess:TeamDomain", team), ("CloudflareAccess:Audience", audience)]));

        Assert.Null(settings);
        Assert.Contains($"CloudflareAccess:{named}", Assert.Single(problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("example.cloudflareaccess.com", true)]
    [InlineData("https://example.cloudflareaccess.com", false)]
    public void Access_BesideAProvider_IsAGate(string team, bool alone)
    {
        var settings = AccessSettings.Read(Configuration([.. alone ? [] : Generic, ("CloudflareAccess:TeamDomain", team), ("CloudflareAccess:Audience:0", "tag")])).Settings!;

        Assert.Equal(alone, settings.SignsIn);
        Assert.Equal("https://example.cloudflareaccess.com", settings.Issuer);
        Assert.Equal("https://example.cloudflareaccess.com/cdn-cgi/access/certs", settings.Keys.AbsoluteUri);
    }

    private static IConfiguration Configuration(IEnumerable<(string Name, string? Value)> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value))).Build();

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, text);
        return file;
    }
}
