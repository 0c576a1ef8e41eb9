using System.Text.RegularExpressions;
using AdminPortal.Sandbox.Envelope;

namespace AdminPortal.Sandbox.Routing;

/// <summary>Identifiers of 32 hexadecimal digits, which most kinds have.</summary>
internal static partial class Ids
{
    public static string NewHex() => Guid.NewGuid().ToString("N");

    /// <summary>Answer for an id that names nothing: not found when it could be one, not routable when it could not.</summary>
    public static Reply Missing(ApiCall call, string id, string what) => Shape().IsMatch(id) ? Reply.NotFound(what) : Reply.Unroutable(call.Path);

    [GeneratedRegex("^[0-9a-zA-Z_-]{1,32}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
