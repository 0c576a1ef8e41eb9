using System.Text.RegularExpressions;

namespace AdminPortal.Tests.Repository;

/// <summary>What holds for every file of the repository.</summary>
public sealed partial class RepositoryTests
{
    private const int LongestFile = 400;

    private static readonly string[] HandWritten = [".cs", ".razor", ".css", ".js", ".mjs"];
    private static readonly string[] Text = [.. HandWritten, ".csproj", ".props", ".targets", ".json", ".md", ".yml", ".yaml", ".service", ".conf", ".sln", ""];

    [Fact]
    public void LockFiles_Exist_ForEveryProject() =>
        Assert.Empty(ProjectFile.All.Select(project => $"{project.Folder}/packages.lock.json").Except(RepositoryFiles.Below()));

    /// <summary>A lock file names what to take; where from is the business of whoever installs.</summary>
    [Fact]
    public void LockFiles_Name_NoRegistry()
    {
        var locks = RepositoryFiles.Below().Where(path => Path.GetFileName(path) is "packages.lock.json" or "package-lock.json" or "npm-shrinkwrap.json" or ".npmrc" or "nuget.config" or "NuGet.Config");

        Assert.Empty(Findings(locks, RegistryAddress()));
    }

    /// <summary>What works in one person's folder only does not work.</summary>
    [Fact]
    public void Files_Hold_NoPathOfOneMachine() => Assert.Empty(Findings(RepositoryFiles.Below().Where(IsText), MachinePath()));

    [Fact]
    public void Files_Hold_NothingLeftForLater() => Assert.Empty(Findings(RepositoryFiles.Below().Where(IsHandWritten).Where(path => path != ThisFile), LeftForLater()));

    [Fact]
    public void Files_WrittenByHand_StayShort()
    {
        var tooLong = RepositoryFiles.Below().Where(IsHandWritten).Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(path => (Path: path, Lines: RepositoryFiles.Read(path).Count(character => character == '\n')))
            .Where(file => file.Lines > LongestFile);

        Assert.Empty(tooLong);
    }

    private static string ThisFile => "tests/AdminPortal.Tests/Repository/RepositoryTests.cs";

    private static bool IsHandWritten(string path) => HandWritten.Contains(Path.GetExtension(path)) && !path.EndsWith(".min.js", StringComparison.Ordinal) && !path.EndsWith(".min.css", StringComparison.Ordinal);

    private static bool IsText(string path) => Text.Contains(Path.GetExtension(path)) && path != ThisFile;

    private static IEnumerable<string> Findings(IEnumerable<string> paths, Regex what) =>
        paths.SelectMany(path => RepositoryFiles.Read(path).Split('\n')
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(line => what.IsMatch(line.Line))
            .Select(line => $"{path}:{line.Number}: {line.Line.Trim()}"));

    [GeneratedRegex(@"\.tgz\b|""resolved"":\s*""\w+:|^\s*(@[\w-]+:)?registry\s*=|<add\s+key=", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RegistryAddress();

    [GeneratedRegex(@"(?<![\w./~-])/(home|root|work|Users|tmp|opt|mnt)/[\w.-]+|\b[A-Z]:\\(Users|work)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|\bSkip\s*=\s*""|Assert\.Skip", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeftForLater();
}
