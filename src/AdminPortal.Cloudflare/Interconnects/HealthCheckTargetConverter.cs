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
    public override HealthCheckTarget? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return new() { Saved = reader.GetString() };
        }

        try
        {
            return JsonSerializer.Deserialize(ref reader, CloudflareJson.Default.HealthCheckTarget);
        }
        catch (JsonException problem)
        {
            // Its path starts at the target; without one, the serializer outside puts the target's own there.
            throw new JsonException(message: null, problem);
        }
    }

    public override void Write(Utf8JsonWriter writer, HealthCheckTarget? value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value!, CloudflareJson.Default.HealthCheckTarget);
}
