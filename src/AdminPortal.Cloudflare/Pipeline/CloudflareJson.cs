using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>The wire format: snake_case, nothing null that was absent, numbers and dates read as they come.</summary>
/// <remarks>
/// Wire models have setters rather than <c>init</c>: generated code binds <c>init</c> members as constructor parameters, which loses their
/// defaults and cannot hold extension data at all.
/// </remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    Converters = [typeof(LenientDateConverter)])]
[JsonSerializable(typeof(NoBody))]
[JsonSerializable(typeof(IReadOnlyList<Target>))]
[JsonSerializable(typeof(IReadOnlyList<TargetInput>))]
[JsonSerializable(typeof(TargetIds))]
[JsonSerializable(typeof(IReadOnlyList<App>))]
[JsonSerializable(typeof(AppInput))]
[JsonSerializable(typeof(IReadOnlyList<Peer>))]
[JsonSerializable(typeof(PeerInput))]
[JsonSerializable(typeof(HealthCheckTarget))]
[JsonSerializable(typeof(InterconnectList))]
[JsonSerializable(typeof(InterconnectItem))]
[JsonSerializable(typeof(InterconnectInput))]
[JsonSerializable(typeof(InterconnectModification))]
[JsonSerializable(typeof(InterconnectModifications))]
[JsonSerializable(typeof(IReadOnlyList<VirtualNetwork>))]
[JsonSerializable(typeof(IReadOnlyList<Tsig>))]
[JsonSerializable(typeof(TokenStatus))]
[JsonSerializable(typeof(IReadOnlyList<Account>))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class CloudflareJson : JsonSerializerContext
{
    public static JsonTypeInfo<T> InfoOf<T>() => (JsonTypeInfo<T>)Default.GetTypeInfo(typeof(T))!;

    public static JsonNode? ToNode<T>(T value) => JsonSerializer.SerializeToNode(value, InfoOf<T>());

    public static T FromNode<T>(JsonNode node) => node.Deserialize(InfoOf<T>())!;
}
