namespace AdminPortal.Status.Sections;

/// <summary>What is to be said of the instances together.</summary>
internal static class InstanceWords
{
    /// <summary>Of instances that are not of one version.</summary>
    public static string ManyVersions(int versions) => $"{(versions == 2 ? "Two" : $"{versions}")} versions run at once: an upgrade is under way, or was left half done.";
}
