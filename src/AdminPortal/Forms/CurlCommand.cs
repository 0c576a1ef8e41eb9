using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.Forms;

/// <summary>A request as a command line for a POSIX shell. The token stands as a variable: no page ever holds it.</summary>
public static class CurlCommand
{
    // A shell's text, not a page's: an apostrophe need not be escaped twice.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The command that sends <paramref name="body"/>.</summary>
    /// <param name="method">The method.</param>
    /// <param name="root">The API's base address.</param>
    /// <param name="path">The path below it, with a slash in front.</param>
    /// <param name="body">The body.</param>
    public static string Of(string method, Uri root, string path, JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(body);
        return $"""
            curl --request {method} {Quoted($"{root.ToString().TrimEnd('/')}{path}")} \
              --header "Authorization: Bearer $CLOUDFLARE_API_TOKEN" \
              --header 'Content-Type: application/json' \
              --data-raw {Quoted(body.ToJsonString(Readable))}
            """;
    }

    /// <summary>Between single quotes nothing has a meaning but the quote itself: that one is left, written, and entered again (POSIX 2.2.2).</summary>
    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
