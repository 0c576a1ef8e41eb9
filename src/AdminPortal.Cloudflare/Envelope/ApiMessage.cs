using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdminPortal.Cloudflare.Envelope;

/// <summary>One entry of the envelope's <c>errors</c> or <c>messages</c>.</summary>
/// <remarks>
/// The documents promise a code of at least 1000; live answers break that (971 with a 429), and carry an <c>error_chain</c> that no
/// document mentions (reference 1.2), so nothing here is required.
/// </remarks>
public sealed record ApiMessage
{
    /// <summary>The API's number for the condition, or null where an entry came without one.</summary>
    public int? Code { get; init; }

    /// <summary>The API's own words, shown verbatim.</summary>
    public string Message { get; init; } = "";

    /// <summary>A page that explains the condition, where the API names one.</summary>
    public string? DocumentationUrl { get; init; }

    /// <summary>Where in the request's body the condition lies.</summary>
    public ApiMessageSource? Source { get; init; }

    /// <summary>Nested causes, seen with header errors such as 6003 → 6111.</summary>
    public IReadOnlyList<ApiMessage>? ErrorChain { get; init; }

    /// <summary>Members that no document names.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>The part of the request that a message speaks of.</summary>
public sealed record ApiMessageSource
{
    /// <summary>A JSON pointer (RFC 6901) into the body that was sent.</summary>
    public string? Pointer { get; init; }
}
