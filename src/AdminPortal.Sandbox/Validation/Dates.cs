using System.Globalization;

namespace AdminPortal.Sandbox.Validation;

/// <summary>The layouts in which the API's answers carry dates.</summary>
internal static class Dates
{
    private static readonly string[] Layouts =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss' +0000 UTC'",
    ];

    public static bool TryParse(string text, out DateTimeOffset value)
        => DateTimeOffset.TryParseExact(text, Layouts, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out value);

    public static string Format(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The other layout of real answers, against the schema (reference 2.2).</summary>
    public static string FormatOld(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss' +0000 UTC'", CultureInfo.InvariantCulture);
}
