using System.Text.RegularExpressions;

namespace AdminPortal.Tests.Repository;

/// <summary>The settings that documents, the unit and the manifest name, and whether the code reads them.</summary>
internal static partial class DocumentedSettings
{
    /// <summary>Read by the framework, the runtime or the tools, and not by us.</summary>
    private static readonly string[] Frameworks = ["ASPNETCORE_", "Kestrel__", "Logging__", "DOTNET_"];

    /// <summary>A setting of each kind is read by the kinds' own names.</summary>
    private static readonly string[] Kinds = ["Target", "App", "Peer", "Interconnect"];

    private static readonly IReadOnlyList<(string Name, string Folder, string Text)> Sources =
    [
        .. RepositoryFiles.Below("src").Where(path => path.EndsWith(".cs", StringComparison.Ordinal))
            .Select(path => (Path.GetFileNameWithoutExtension(path), Path.GetDirectoryName(path)!, RepositoryFiles.Read(path))),
    ];

    private static readonly IReadOnlyList<string> Folders = [.. Sources.GroupBy(source => source.Folder, source => source.Text).Select(texts => string.Join('\n', texts))];

    /// <summary>Names such as <c>Store__Folder</c> and <c>CLOUDFLARE_API_TOKEN</c>.</summary>
    public static IReadOnlyList<string> In(string text) =>
        [.. Name().Matches(text).Select(match => match.Value).Where(name => !Frameworks.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether some folder of the code has all parts of the name, or reads its section into a class that has the last.</summary>
    public static bool IsRead(string name)
    {
        var parts = name.StartsWith("CLOUDFLARE_", StringComparison.Ordinal) ? [name] : name.Split("__").Where(part => !part.All(char.IsAsciiDigit) && !Kinds.Contains(part)).ToArray();
        return Folders.Any(folder => parts.All(part => Has(folder, part)))
            || Sources.Any(source => Read(source.Text, parts[0]) is { } type && Sources.Any(other => other.Name == type && Has(other.Text, parts[^1])));
    }

    /// <summary>In a text, as a property, or by its name: what only a comment or a type is called counts for nothing.</summary>
    private static bool Has(string text, string word) =>
        Regex.IsMatch(text, $@"""[^""\n]*\b{Regex.Escape(word)}\b[^""\n]*""|\b{Regex.Escape(word)} \{{ get|nameof\({Regex.Escape(word)}\)", RegexOptions.None, TimeSpan.FromSeconds(10));

    /// <summary>The class that a section is bound to.</summary>
    private static string? Read(string text, string section) =>
        Regex.Match(text, $@"GetSection\(""{Regex.Escape(section)}""\)\.Get<(\w+)>", RegexOptions.None, TimeSpan.FromSeconds(10)) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"\b(?:CLOUDFLARE(?:_[A-Z]+)+|[A-Z][A-Za-z]+(?:__[A-Za-z0-9]+)+)\b", RegexOptions.None, 10_000)]
    private static partial Regex Name();
}
