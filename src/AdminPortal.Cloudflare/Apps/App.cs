using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdminPortal.Cloudflare.Apps;

/// <summary>A Magic account app, or a managed one, as the list returns it (seed 001, reference 3.2).</summary>
public sealed record App
{
    /// <summary>Identifier of an account app, at most 32 characters; null for a managed app.</summary>
    public string? AccountAppId { get; set; }

    /// <summary>Identifier of a managed app, which cannot be changed; null for an account app.</summary>
    public string? ManagedAppId { get; set; }

    /// <inheritdoc cref="AppInput.Name"/>
    public string? Name { get; set; }

    /// <inheritdoc cref="AppInput.Type"/>
    public string? Type { get; set; }

    /// <inheritdoc cref="AppInput.Hostnames"/>
    public IReadOnlyList<string>? Hostnames { get; set; }

    /// <inheritdoc cref="AppInput.IpSubnets"/>
    public IReadOnlyList<string>? IpSubnets { get; set; }

    /// <inheritdoc cref="AppInput.SourceSubnets"/>
    public IReadOnlyList<string>? SourceSubnets { get; set; }

    /// <summary>Members that this model does not name, kept for the way back.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>Whether Cloudflare maintains this app, so that the account cannot change it.</summary>
    [JsonIgnore]
    public bool IsManaged => AccountAppId is null && ManagedAppId is not null;
}

/// <summary>An app's writable fields: what a form edits and a PUT, PATCH or POST sends.</summary>
public sealed record AppInput
{
    /// <summary>Display name; required by POST, no documented limit.</summary>
    public string? Name { get; set; }

    /// <summary>Category, free text; required by POST.</summary>
    public string? Type { get; set; }

    /// <summary>FQDNs to associate with traffic decisions.</summary>
    public IReadOnlyList<string>? Hostnames { get; set; }

    /// <summary>IPv4 CIDRs to associate with traffic decisions; IPv6 is currently unsupported (seed 001).</summary>
    public IReadOnlyList<string>? IpSubnets { get; set; }

    /// <summary>IPv4 CIDRs of sources to associate with traffic decisions; IPv6 is currently unsupported (seed 001).</summary>
    public IReadOnlyList<string>? SourceSubnets { get; set; }

    /// <summary>Members that this model does not name, sent along unchanged.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    /// <summary>The writable fields of <paramref name="app"/>, unknown members included.</summary>
    public static AppInput From(App app)
    {
        ArgumentNullException.ThrowIfNull(app);
        return new()
        {
            Name = app.Name,
            Type = app.Type,
            Hostnames = app.Hostnames,
            IpSubnets = app.IpSubnets,
            SourceSubnets = app.SourceSubnets,
            Unknown = app.Unknown,
        };
    }
}
