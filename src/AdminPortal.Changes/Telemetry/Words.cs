using System.Collections.Concurrent;
using System.Text;

namespace AdminPortal.Changes.Telemetry;

/// <summary>The code's own words as attributes have them: <c>NotSaved</c> is <c>not_saved</c>.</summary>
internal static class Words
{
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    /// <summary>For names of the code alone: there are few, and each is kept.</summary>
    public static string Of(string name) => Known.GetOrAdd(name, static name =>
    {
        StringBuilder words = new(name.Length + 4);
        foreach (var letter in name)
        {
            _ = char.IsAsciiLetterUpper(letter) && words.Length > 0 ? words.Append('_') : words;
            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    });
}
