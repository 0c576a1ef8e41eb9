using System.Text.Json;
using System.Text.Json.Serialization;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Cloudflare.Interconnects;

/// <summary>
/// A health check's target is an object where <c>x-magic-new-hc-target</c> is honoured and a string where it is not (reference 4.4). It is
/// read from both, and always written as an object, since the header is always sent.
/// </summary>
internal sealed class HealthCheckTargetConverter : JsonConverter<HealthCheckTarget?>
{
    public override HealthCheckTarget? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new() { Saved = reader.GetString() }
            : JsonSerializer.Deserialize(ref reader, CloudflareJson.Default.HealthCheckTarget);

    public override void Write(Utf8JsonWriter writer, HealthCheckTarget? value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value!, CloudflareJson.Default.HealthCheckTarget);
}
