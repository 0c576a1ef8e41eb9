using System.Xml.Linq;

namespace AdminPortal.Tests.Repository;

/// <summary>A project as its file declares it.</summary>
internal sealed record ProjectFile(string Path, XDocument Content)
{
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder => Path[..Path.LastIndexOf('/')];

    /// <summary>Names of the projects that it refers to.</summary>
    public IReadOnlyList<string> References =>
        [.. Content.Descendants("ProjectReference").Select(reference => System.IO.Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];

    public static IReadOnlyList<ProjectFile> All { get; } =
        [.. RepositoryFiles.Below().Where(path => path.EndsWith(".csproj", StringComparison.Ordinal)).Select(path => new ProjectFile(path, XDocument.Parse(RepositoryFiles.Read(path))))];

    public static ProjectFile Named(string name) => All.Single(project => project.Name == name);

    /// <summary>It and everything that it refers to, directly or not.</summary>
    public IEnumerable<ProjectFile> Closure() => References.SelectMany(name => Named(name).Closure()).Prepend(this).DistinctBy(project => project.Name);
}
