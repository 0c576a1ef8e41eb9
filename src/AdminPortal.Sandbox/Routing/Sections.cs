using AdminPortal.Sandbox.Apps;
using AdminPortal.Sandbox.Helpers;
using AdminPortal.Sandbox.Interconnects;
using AdminPortal.Sandbox.Peers;
using AdminPortal.Sandbox.Targets;

namespace AdminPortal.Sandbox.Routing;

/// <summary>Every part of the API. A new kind is one line here.</summary>
internal static class Sections
{
    public static IReadOnlyList<ISection> All { get; } =
    [
        new VirtualNetworksSection(),
        new TsigsSection(),
        new AccountsSection(),
        new TokensSection(),
        new TargetsSection(),
        new AppsSection(),
        new PeersSection(),
        new InterconnectsSection(),
    ];
}
