using AdminPortal.Apps;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Interconnects;
using AdminPortal.Lists;
using AdminPortal.Peers;
using AdminPortal.Targets;

namespace AdminPortal.Shell;

/// <summary>The kinds that the console shows, each one line.</summary>
internal static class Kinds
{
    public static IReadOnlyList<KindList> Lists { get; } =
    [
        new TargetsList(),
        new AppsList(),
        new PeersList(),
        new InterconnectsList(),
    ];

    /// <summary>An icon is named after its kind.</summary>
    public static string IconOf(ResourceKind kind) => kind.Name.ToLowerInvariant();
}
