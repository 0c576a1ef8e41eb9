using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AdminPortal.EndToEnd.Tests.Provider;

/// <summary>A certificate of one's own for this machine, as PEM files in a temporary folder.</summary>
internal sealed class SecureListener : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adminportal-certificate-");

    public SecureListener()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(2));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    public string CertificateFile => Path.Combine(_folder.FullName, "certificate.pem");

    public string KeyFile => Path.Combine(_folder.FullName, "key.pem");

    /// <summary>What lets the portal listen with it.</summary>
    public IEnumerable<KeyValuePair<string, string>> Settings =>
    [
        new("Kestrel__Certificates__Default__Path", CertificateFile),
        new("Kestrel__Certificates__Default__KeyPath", KeyFile),
    ];

    public void Dispose() => _folder.Delete(recursive: true);
}
