using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>
/// Reads dates in RFC 3339, which the documents promise, and as <c>2024-08-25 05:00:22 +0000 UTC</c>, which answers hold too (reference 2.2).
/// What cannot be read is no date; it is never an error, since every date is set by the server.
/// </summary>
internal sealed class LenientDateConverter : JsonConverter<DateTimeOffset?>
{
    private static readonly string[] Layouts =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd",
    ];

    public override bool HandleNull => true;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Parse(reader.GetString()!);
        }

        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(value.Value.UtcDateTime);
        }
    }

    /// <summary>The date, or null where <paramref name="text"/> is none.</summary>
    public static DateTimeOffset? Parse(string text)
    {
        // Go prints "+0000 UTC"; the zone's name repeats the offset, and .NET wants a colon in it.
        var date = text.Trim();
        if (date.EndsWith(" UTC", StringComparison.Ordinal))
        {
            date = date[..^4].TrimEnd();
        }

        if (date.Length > 5 && date[^5] is '+' or '-' && date[^4..].All(char.IsAsciiDigit) && date.Contains(':', StringComparison.Ordinal))
        {
            date = $"{date[..^2]}:{date[^2..]}";
        }

        return DateTimeOffset.TryParseExact(WithTicks(date), Layouts, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var value)
            ? value
            : null;
    }

    /// <summary>Nanoseconds are cut to the seven digits that .NET reads.</summary>
    private static string WithTicks(string date)
    {
        var point = date.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return date;
        }

        var end = point + 1;
        while (end < date.Length && char.IsAsciiDigit(date[end]))
        {
            end++;
        }

        return end - point - 1 > 7 ? string.Concat(date.AsSpan(0, point + 8), date.AsSpan(end)) : date;
    }
}

/// <summary>Reads a member that the server sets as text, whatever scalar it comes as; such as a product version that comes as a number.</summary>
internal sealed class LenientTextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.GetRawText();
    }

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
