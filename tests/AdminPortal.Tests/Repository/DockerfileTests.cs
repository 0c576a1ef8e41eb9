using System.Text.Json;
using System.Text.RegularExpressions;

namespace AdminPortal.Tests.Repository;

/// <summary>No image can be built where the tests run, so what can be proved by reading is proved by reading.</summary>
public sealed partial class DockerfileTests
{
    private static readonly IReadOnlyList<(string Name, string Arguments)> Instructions = Parse();

    private static IEnumerable<string> Copied => CopiesOf(Instructions).SelectMany(words => words[..^1]);

    [Fact]
    public void Copy_FromTheRepository_NamesWhatExists() =>
        Assert.All(Copied, path => Assert.True(Path.Exists(Path.Combine(RepositoryFiles.Root, path)), $"The Dockerfile copies {path}, which does not exist."));

    [Fact]
    public void Copy_FromTheRepository_NamesNothingThatIsIgnored()
    {
        var ignored = RepositoryFiles.Read(".dockerignore").Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.DoesNotContain(Copied, path => ignored.Contains(path.Split('/')[0]));
    }

    [Fact]
    public void Copy_BeforeRestore_BringsEveryProjectThatThePortalNeedsWithItsLock()
    {
        var before = CopiesOf(Instructions.TakeWhile(instruction => !instruction.Arguments.StartsWith("dotnet restore", StringComparison.Ordinal))).SelectMany(words => words[..^1]);
        var needed = ProjectFile.Named("AdminPortal").Closure().SelectMany(project => (string[])[project.Path, $"{project.Folder}/packages.lock.json"]);

        Assert.Empty(needed.Except(before));
    }

    /// <summary>A project copied into a folder of another name would restore, and then fail to build.</summary>
    [Fact]
    public void Copy_OfAProject_KeepsItsFolder() =>
        Assert.All(
            CopiesOf(Instructions).SelectMany(words => words[..^1].Where(path => path.StartsWith("src/", StringComparison.Ordinal) && !path.EndsWith('/')), (words, path) => (Path: path, Into: words[^1])),
            copy => Assert.Equal(copy.Path[..(copy.Path.LastIndexOf('/') + 1)], copy.Into));

    [Theory]
    [InlineData("restore")]
    [InlineData("publish")]
    public void Dotnet_Command_NamesTheFolderOfOneProject(string command)
    {
        var folder = Assert.Single(Instructions, instruction => instruction.Arguments.StartsWith($"dotnet {command} ", StringComparison.Ordinal)).Arguments.Split(' ')[2];

        Assert.Single(ProjectFile.All, project => project.Folder == folder);
    }

    [Fact]
    public void Restore_Run_IsLocked() => Assert.Contains(Instructions, instruction => instruction.Arguments.StartsWith("dotnet restore", StringComparison.Ordinal) && instruction.Arguments.Contains("--locked-mode"));

    [Theory]
    [InlineData("ENTRYPOINT")]
    [InlineData("HEALTHCHECK")]
    public void Image_Starts_TheAssemblyThatIsPublished(string instruction)
    {
        var command = JsonSerializer.Deserialize<string[]>(JsonList().Match(Single(instruction)).Value)!;
        var published = Instructions.Single(step => step.Arguments.StartsWith("dotnet publish ", StringComparison.Ordinal)).Arguments.Split(' ')[2];

        Assert.Equal("dotnet", command[0]);
        Assert.Equal(ProjectFile.All.Single(project => project.Folder == published).Name + ".dll", command[1]);
    }

    [Fact]
    public void Image_Holds_ThePublishedAppOnly()
    {
        var last = LastStage();
        var output = OutputFolder().Match(Instructions.Single(step => step.Arguments.StartsWith("dotnet publish ", StringComparison.Ordinal)).Arguments).Groups["folder"].Value;

        var copy = Assert.Single(last, instruction => instruction.Name is "COPY" or "ADD");
        Assert.StartsWith($"--from=build {output}/ ", copy.Arguments);
        Assert.Contains("/dotnet/aspnet:", last[0].Arguments);
    }

    [Fact]
    public void Image_Runs_AsNobodySpecialWithAVolumeForTheStore()
    {
        Assert.Equal("$APP_UID", LastStage().Last(instruction => instruction.Name == "USER").Arguments);
        Assert.Contains($"Store__Folder={Single("VOLUME")}", Single("ENV"));
    }

    private static string Single(string name) => Assert.Single(LastStage(), instruction => instruction.Name == name).Arguments;

    private static List<(string Name, string Arguments)> LastStage() => [.. Instructions.Skip(Instructions.ToList().FindLastIndex(instruction => instruction.Name == "FROM"))];

    private static IEnumerable<string[]> CopiesOf(IEnumerable<(string Name, string Arguments)> instructions) =>
        instructions.Where(instruction => instruction.Name is "COPY" or "ADD" && !instruction.Arguments.StartsWith("--from", StringComparison.Ordinal))
            .Select(instruction => instruction.Arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static List<(string Name, string Arguments)> Parse() =>
        [.. ContinuedLine().Replace(RepositoryFiles.Read("Dockerfile"), " ").Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2))
            .Select(words => (words[0], words[1].Trim()))];

    [GeneratedRegex(@"\\\n\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ContinuedLine();

    [GeneratedRegex(@"\[.*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex JsonList();

    [GeneratedRegex(@"--output (?<folder>\S+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OutputFolder();
}
