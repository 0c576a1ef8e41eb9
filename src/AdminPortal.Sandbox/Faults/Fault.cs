using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdminPortal.Sandbox.Faults;

/// <summary>When to abort the connection: before the operation runs, or after it ran and before its answer leaves.</summary>
internal enum Cut
{
    None,

    [JsonStringEnumMemberName("before-write")]
    BeforeWrite,

    [JsonStringEnumMemberName("after-write")]
    AfterWrite,
}

/// <summary>What is lost of an answer's body on its way; its headers agree with what is left.</summary>
internal enum Loss
{
    None,
    All,
    Half,
}

/// <summary>A misbehaviour of some requests, as a test orders it. Every member is optional.</summary>
internal sealed record Fault
{
    /// <summary>HTTP method; any when left out.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// Path with or without <c>/client/v4</c>; <c>{name}</c> stands for one segment, a final <c>*</c> for any rest, a leading <c>^</c> makes it a regular expression
    /// over the part after <c>/client/v4/</c>. Any path when left out.
    /// </summary>
    public string? Path { get; init; }

    /// <summary>How many requests it meets before it is used up; without end when left out.</summary>
    public int? Times { get; init; }

    /// <summary>Milliseconds to wait before anything else happens.</summary>
    public int LatencyMs { get; init; }

    /// <summary>Answers with this status instead of running the operation.</summary>
    public int? Status { get; init; }

    /// <summary>The body of that answer: a string is sent as it is, anything else as JSON; left out, an error envelope is sent.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>What the answer says that its body is, whoever made it.</summary>
    public string? ContentType { get; init; }

    public Loss Loss { get; init; }

    /// <summary>Value of the header <c>Retry-After</c>.</summary>
    public string? RetryAfter { get; init; }

    public Cut Cut { get; init; }

    /// <summary>Milliseconds between the first and the second half of the body.</summary>
    public int SlowBodyMs { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Fault))]
[JsonSerializable(typeof(IReadOnlyList<Fault>))]
[JsonSerializable(typeof(IReadOnlyList<RequestRecord>))]
internal sealed partial class FaultTypes : JsonSerializerContext;
