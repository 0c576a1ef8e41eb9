using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection;

namespace AdminPortal.Security.Surface;

/// <summary>
/// The certificates that the key ring in the store is encrypted with, from the section <c>DataProtection</c>: <c>Certificate</c> for new keys, and
/// <c>PreviousCertificates</c> for those that are there already. Whoever reads the store without them can make no cookie.
/// </summary>
internal sealed class KeyRingCertificates
{
    private const string Section = "DataProtection";

    private readonly List<string> _problems = [];
    private readonly X509Certificate2? _current;
    private readonly List<X509Certificate2> _previous = [];

    private KeyRingCertificates(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        _current = Given(section["Certificate"]) is { } path ? Load($"{Section}:Certificate", path, Given(section["CertificateKey"]), section["CertificatePassword"]) : null;
        foreach (var entry in section.GetSection("PreviousCertificates").GetChildren())
        {
            // A path alone, or a section like the current one's.
            if (Given(entry.Value ?? entry["Certificate"]) is { } previous && Load(entry.Path, previous, Given(entry["CertificateKey"]), entry["CertificatePassword"]) is { } certificate)
            {
                _previous.Add(certificate);
            }
        }

        if (_previous.Count > 0 && Given(section["Certificate"]) is null)
        {
            _problems.Add($"{Section}:PreviousCertificates: there are some, but no {Section}:Certificate for new keys, which would be kept in the clear. Name one, or leave the previous ones out.");
        }
    }

    /// <summary>What is wrong with the section, one sentence each; never a password.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public static KeyRingCertificates From(IConfiguration configuration) => new(configuration);

    /// <summary>Has new keys encrypted, and old ones decrypted.</summary>
    public void ApplyTo(IServiceCollection services)
    {
        if (_current is not null)
        {
            services.AddDataProtection().ProtectKeysWithCertificate(_current).UnprotectKeysWithAnyCertificate([_current, .. _previous]);
        }
    }

    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private X509Certificate2? Load(string setting, string path, string? keyPath, string? password)
    {
        try
        {
            var certificate = IsPem(path)
                ? password is null ? X509Certificate2.CreateFromPemFile(path, keyPath) : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath)
                : X509CertificateLoader.LoadPkcs12FromFile(path, password);
            if (certificate.GetRSAPrivateKey() is not null)
            {
                return certificate;
            }

            _problems.Add(certificate.HasPrivateKey
                ? $"{setting}: the certificate's key is not RSA, which the key ring is encrypted with. Make one with an RSA key."
                : $"{setting}: the certificate is without its private key. Give a PFX file with it, or name the key's PEM file in CertificateKey.");
        }
        catch (Exception problem) when (problem is FileNotFoundException or DirectoryNotFoundException)
        {
            _problems.Add($"{setting}: the file {path}, or the key's, does not exist.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"{setting}: the file {path}, or the key's, cannot be read.");
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            _problems.Add($"{setting}: {path} is no certificate with its key, in a PEM or PFX file, or the password does not open it.");
        }

        return null;
    }

    private static bool IsPem(string path)
    {
        using var file = File.OpenText(path);
        Span<char> begin = stackalloc char[5];
        return file.ReadBlock(begin) == begin.Length && begin is "-----";
    }
}
