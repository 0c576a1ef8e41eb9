using System.Text.RegularExpressions;
using AdminPortal.Sandbox.Routing;

namespace AdminPortal.Sandbox.Faults;

/// <summary>The path of a fault as one regular expression over what follows <c>/client/v4/</c>.</summary>
internal static class PathPattern
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    public static Regex? Compile(string? path)
    {
        if (path is null)
            return null;
        if (path.StartsWith('^'))
            return new Regex(path, RegexOptions.IgnoreCase, Timeout);

        var relative = path.StartsWith(ApiRoutes.Prefix, StringComparison.OrdinalIgnoreCase) ? path[ApiRoutes.Prefix.Length..] : path.TrimStart('/');
        var isPrefix = relative.EndsWith('*');
        var segments = relative.TrimEnd('*').Split('/').Select(segment => segment.StartsWith('{') && segment.EndsWith('}') ? "[^/]+" : Regex.Escape(segment));
        return new Regex($"^{string.Join('/', segments)}{(isPrefix ? "" : "$")}", RegexOptions.IgnoreCase, Timeout);
    }
}
