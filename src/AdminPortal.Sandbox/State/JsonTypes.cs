using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace AdminPortal.Sandbox.State;

/// <summary>Source-generated so that the first answer does not wait for reflection.</summary>
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class JsonTypes : JsonSerializerContext;
