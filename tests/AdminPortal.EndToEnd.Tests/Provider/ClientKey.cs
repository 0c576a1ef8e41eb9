using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.EndToEnd.Tests.Provider;

/// <summary>A key with which a portal authenticates itself at the provider.</summary>
internal sealed class ClientKey : IDisposable
{
    public const string Id = "the-portals-key";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adminportal-key-");

    public ClientKey()
    {
        using var key = RSA.Create(2048);
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        var shown = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(key.ExportParameters(includePrivateParameters: false)));
        PublicKeysJson = new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = shown.Kty, ["n"] = shown.N, ["e"] = shown.E, ["kid"] = Id, ["use"] = "sig", ["alg"] = "RS256" }) }.ToJsonString();
    }

    /// <summary>The private half, as PEM.</summary>
    public string KeyFile => Path.Combine(_folder.FullName, "key.pem");

    /// <summary>The public half, as a provider takes it.</summary>
    public JsonNode PublicKeys => JsonNode.Parse(PublicKeysJson)!;

    private string PublicKeysJson { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
