using System.Text.RegularExpressions;

namespace AdminPortal.Tests.Repository;

/// <summary>Arrows go one way: AdminPortal → Changes → Cloudflare, and AdminPortal → Sandbox only to host it.</summary>
public sealed partial class ArchitectureTests
{
    [Theory]
    [InlineData("AdminPortal", "AdminPortal.Changes", "AdminPortal.Cloudflare", "AdminPortal.Sandbox")]
    [InlineData("AdminPortal.Changes", "AdminPortal.Cloudflare")]
    [InlineData("AdminPortal.Cloudflare")]
    [InlineData("AdminPortal.Sandbox")]
    public void Project_RefersTo_NothingButWhatTheDesignAllows(string project, params string[] allowed) =>
        Assert.Empty(ProjectFile.Named(project).References.Except(allowed));

    [Fact]
    public void Projects_OfTheProduct_AreTheFourThatTheDesignNames() =>
        Assert.Equal(
            ["AdminPortal", "AdminPortal.Changes", "AdminPortal.Cloudflare", "AdminPortal.Sandbox"],
            ProjectFile.All.Where(project => project.Path.StartsWith("src/", StringComparison.Ordinal)).Select(project => project.Name).Order(StringComparer.Ordinal));

    /// <summary>A reference can come in by another one; a name in the source says it plainly.</summary>
    [Theory]
    [InlineData("AdminPortal.Changes", "AdminPortal.Cloudflare")]
    [InlineData("AdminPortal.Cloudflare")]
    [InlineData("AdminPortal.Sandbox")]
    public void Sources_Name_NoProjectThatTheDesignForbids(string project, params string[] allowed)
    {
        var forbidden = RepositoryFiles.Below($"src/{project}")
            .Where(IsSource)
            .SelectMany(path => NamesOfOurs().Matches(RepositoryFiles.Read(path)).Select(match => (Path: path, Name: match.Value)))
            .Where(found => !allowed.Append(project).Any(name => found.Name == name || found.Name.StartsWith(name + ".", StringComparison.Ordinal)));

        Assert.Empty(forbidden);
    }

    [Fact]
    public void Sandbox_InTheHost_IsNamedWhereItIsHostedOnly()
    {
        var users = RepositoryFiles.Below("src/AdminPortal").Where(IsSource).Where(path => RepositoryFiles.Read(path).Contains("AdminPortal.Sandbox", StringComparison.Ordinal));

        Assert.DoesNotContain(users, path => path.EndsWith(".razor", StringComparison.Ordinal) || path.EndsWith(".razor.cs", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"(?<=(using( static)?|namespace)\s+([A-Za-z]+\s*=\s*)?|global::|cref="")AdminPortal(\.[A-Za-z]+)*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamesOfOurs();

    private static bool IsSource(string path) => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal);
}
