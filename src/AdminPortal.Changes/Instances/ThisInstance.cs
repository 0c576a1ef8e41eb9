using System.Globalization;
using System.Reflection;

namespace AdminPortal.Changes.Instances;

/// <summary>This process, as the others and people know it.</summary>
/// <param name="Id">Its own, new at every start.</param>
/// <param name="Name">The machine's name and the number of the process there.</param>
/// <param name="Version">The console's version.</param>
/// <param name="StartedAt">When it started.</param>
public sealed record ThisInstance(string Id, string Name, string Version, DateTimeOffset StartedAt)
{
    private const int LongestName = 200;

    /// <summary>The process that begins now.</summary>
    public static ThisInstance Begin(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        var machine = Environment.MachineName;
        return new(
            Guid.CreateVersion7().ToString(),
            string.Create(CultureInfo.InvariantCulture, $"{machine[..Math.Min(machine.Length, LongestName)]}, process {Environment.ProcessId}"),
            typeof(ThisInstance).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown",
            time.GetUtcNow());
    }
}
