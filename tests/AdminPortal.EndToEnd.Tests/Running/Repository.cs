using System.Reflection;

namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>Where the repository is, from the build.</summary>
internal static class Repository
{
    /// <summary>Its top folder, found from the test's own: the project file says how far up it is.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory,
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == "RepositoryRoot").Value!));
}
