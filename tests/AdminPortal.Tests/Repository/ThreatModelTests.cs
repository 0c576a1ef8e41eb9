using System.Text.RegularExpressions;

namespace AdminPortal.Tests.Repository;

/// <summary>A claim about security without a test is a hope.</summary>
public sealed partial class ThreatModelTests
{
    private const string Document = "docs/threat-model.md";

    private static readonly string[] Lines = RepositoryFiles.Read(Document).Split('\n');

    [Fact]
    public void Claim_OfEveryRow_NamesATest()
    {
        var rows = Lines.SkipWhile(line => !line.StartsWith("## What is defended", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| threat ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal)).ToList();

        Assert.True(rows.Count >= 30, $"Only {rows.Count} claims were found.");
        Assert.All(rows, row => Assert.True(TestLink().IsMatch(row.Split('|')[3]), $"No test stands for: {row}"));
    }

    [Fact]
    public void Test_ThatIsNamed_IsThere()
    {
        var links = Lines.SelectMany(line => TestLink().Matches(line)).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link =>
        {
            var (name, path) = (link.Groups["name"].Value, link.Groups["path"].Value);
            Assert.True(File.Exists(Path.Combine(RepositoryFiles.Root, path)), $"{path} is not there.");
            Assert.Matches($@"\[(Fact|Theory)\]\n(\s*\[[^\n]*\]\n)*\s*public [^\n]*\b{name}\(", RepositoryFiles.Read(path));
        });
    }

    /// <summary>Every link to a C# file is one to a test, so that none escapes the check by its form.</summary>
    [Fact]
    public void Link_ToSource_IsALinkToATest()
    {
        var all = Lines.SelectMany(line => SourceLink().Matches(line)).Count();

        Assert.Equal(all, Lines.SelectMany(line => TestLink().Matches(line)).Count());
    }

    [GeneratedRegex(@"\[(?<name>[A-Za-z0-9]+(_[A-Za-z0-9]+)+)\]\(\.\./(?<path>tests/[^)#]+\.cs)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TestLink();

    [GeneratedRegex(@"\]\([^)]*\.cs[^)]*\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SourceLink();
}
