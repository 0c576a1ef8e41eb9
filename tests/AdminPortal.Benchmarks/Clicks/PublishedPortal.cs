using System.Diagnostics;
using AdminPortal.EndToEnd.Tests.Running;

namespace AdminPortal.Benchmarks.Clicks;

/// <summary>The portal as an operator installs it: compiled ahead of time, in a folder that goes when it is disposed of.</summary>
internal sealed class PublishedPortal : IDisposable
{
    private PublishedPortal()
    {
    }

    /// <summary>Where it is.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("adminportal-published-").FullName;

    /// <summary>Publishes it.</summary>
    public static async Task<PublishedPortal> PublishAsync()
    {
        PublishedPortal portal = new();
        using var publish = Process.Start(
            "dotnet", ["publish", Path.Combine(Repository.Root, "src", "AdminPortal"), "--configuration", "Release", "--output", portal.Folder, "--verbosity", "quiet", "--nologo"]);
        await publish.WaitForExitAsync();
        if (publish.ExitCode == 0)
        {
            return portal;
        }

        portal.Dispose();
        throw new InvalidOperationException($"The portal could not be published: {publish.ExitCode}.");
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
