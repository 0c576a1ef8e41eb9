using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Security.Oidc;

/// <summary>The signed tokens with which the console authenticates itself (<c>private_key_jwt</c>, RFC 7523).</summary>
internal static class ClientAssertions
{
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    /// <summary>A private key from a PEM file.</summary>
    /// <exception cref="CryptographicException">There is none in it.</exception>
    public static AsymmetricAlgorithm ReadKey(string file)
    {
        var pem = File.ReadAllText(file);
        var rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(pem);
            _ = rsa.ExportParameters(includePrivateParameters: true);
            return rsa;
        }
        catch (Exception notRsa) when (notRsa is CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            _ = curve.ExportParameters(includePrivateParameters: true);
            return curve;
        }
    }

    /// <summary>A token that says, for a short while and once, that it is this console that asks.</summary>
    /// <param name="settings">The settings, with a key.</param>
    /// <param name="audience">The address that it is for.</param>
    /// <param name="now">The time.</param>
    public static string Create(OidcSettings settings, string audience, DateTimeOffset now)
    {
        using var certificate = settings.IsEntra ? settings.ReadCertificate() : null;
        using var key = certificate is null ? ReadKey(settings.PrivateKeyFile!) : null;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.ClientId,
            Audience = audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [JwtRegisteredClaimNames.Sub] = settings.ClientId,
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            },
            SigningCredentials = certificate is not null ? ByCertificate(certificate) : ByKey(key!, settings.KeyId),
        });
    }

    /// <summary>The header then names the certificate by its thumbprint (<c>x5t</c>), which is how Entra finds it.</summary>
    private static SigningCredentials ByCertificate(X509Certificate2 certificate) =>
        new(new X509SecurityKey(certificate) { CryptoProviderFactory = Uncached() }, SecurityAlgorithms.RsaSha256);

    private static SigningCredentials ByKey(AsymmetricAlgorithm key, string? id) => key switch
    {
        RSA rsa => new(new RsaSecurityKey(rsa) { KeyId = id, CryptoProviderFactory = Uncached() }, SecurityAlgorithms.RsaSha256),
        ECDsa curve => new(new ECDsaSecurityKey(curve) { KeyId = id, CryptoProviderFactory = Uncached() }, curve.KeySize switch
        {
            384 => SecurityAlgorithms.EcdsaSha384,
            521 => SecurityAlgorithms.EcdsaSha512,
            _ => SecurityAlgorithms.EcdsaSha256,
        }),
        _ => throw new CryptographicException("Only RSA and elliptic-curve keys sign here."),
    };

    /// <summary>A cached signer would outlive the key, which is disposed of.</summary>
    private static CryptoProviderFactory Uncached() => new() { CacheSignatureProviders = false };
}
