using System.Text.RegularExpressions;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Cloudflare.Rules;

/// <summary>The serializer's paths, such as <c>$.hostnames[2]</c> and <c>$.tags['a.b']</c>, as JSON pointers.</summary>
internal static partial class JsonPath
{
    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[(?<index>\d+)\]|\['(?<quoted>.*?)'\](?=[.\[]|$)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Step { get; }

    public static string ToPointer(string? path) => path is null
        ? ""
        : string.Concat(Step.Matches(path).Select(step => "/" + JsonPointer.Escape(step.Groups["name"].Value + step.Groups["index"].Value + step.Groups["quoted"].Value)));
}
