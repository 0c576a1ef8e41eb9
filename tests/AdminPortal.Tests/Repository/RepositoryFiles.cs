namespace AdminPortal.Tests.Repository;

/// <summary>The repository that this test was built from.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] NotOurs = ["bin", "obj", ".git", "node_modules", "TestResults", "artifacts", "BenchmarkDotNet.Artifacts", "data"];

    public static string Root { get; } = FindRoot();

    /// <summary>Every file below <paramref name="folder"/> that is not built, fetched or written by a run; paths from the root, with slashes.</summary>
    public static IReadOnlyList<string> Below(string folder = "") => [.. Walk(new DirectoryInfo(Path.Combine(Root, folder))).Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(DirectoryInfo folder)
    {
        foreach (var file in folder.EnumerateFiles())
        {
            yield return Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
        }

        foreach (var file in folder.EnumerateDirectories().Where(child => !NotOurs.Contains(child.Name) && child.LinkTarget is null).SelectMany(Walk))
        {
            yield return file;
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "AdminPortal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No AdminPortal.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
