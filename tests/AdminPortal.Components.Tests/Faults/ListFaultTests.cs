using AdminPortal.Apps;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Interconnects;
using AdminPortal.Peers;
using AdminPortal.Shell;
using AdminPortal.Targets;
using AdminPortal.Tests.Cloudflare;
using AdminPortal.Tests.Faults;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Faults;

/// <summary>What the list of every kind must say under each fault, and that it goes on from there (<see cref="Forms.EveryKindTests"/>).</summary>
public abstract class ListFaultTests<TPage, TResource, TInput> : PortalTestContext
    where TPage : IComponent
    where TResource : class
    where TInput : class
{
    protected abstract ResourceKind<TResource, TInput> Kind { get; }

    /// <summary>The request that lists the kind, and an answer with one resource.</summary>
    protected abstract (string Request, string Answer) List { get; }

    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public void List_UnderAFault_SaysWhatHappenedAndIsThereAtTheNextTry(string name)
    {
        var fault = FaultTable.Named(name);
        var told = fault.Of(Operation.List);
        Wire.On("GET teamnet/virtual_networks?is_deleted=false", """{"success":true,"result":[]}""");
        Wire.Fail(List.Request, fault.Way, List.Answer);

        Services.GetRequiredService<NavigationManager>().NavigateTo(Addresses.List(Wire.AccountId, Kind));
        var page = Render<TPage>(parameters => parameters.TryAdd("AccountId", Wire.AccountId));
        if (told.Outcome != Outcome.Ok)
        {
            page.WaitForAssertion(() => Assert.Contains(told.WordsFor(Kind), page.Said(), StringComparison.Ordinal));
            Assert.Empty(page.FindAll("tbody tr, .empty"));
            Wire.On(List.Request, List.Answer);
            page.Button("Try again").Click();
        }

        page.WaitForAssertion(() => Assert.Single(page.FindAll("tbody tr")));
        Assert.Empty(page.FindAll("[role=alert]"));
        Assert.Empty(Wire.Writes);
    }

    private protected static string Listed(string resource) => $$$"""{"success":true,"errors":[],"messages":[],"result":[{{{resource}}}]}""";
}

public sealed class TargetListFaultTests : ListFaultTests<TargetsPage, Target, TargetInput>
{
    protected override ResourceKind<Target, TargetInput> Kind => TargetKind.Instance;

    protected override (string Request, string Answer) List => ("GET infrastructure/targets?page=1&per_page=50", Listed(SeedSamples.Target));
}

public sealed class AppListFaultTests : ListFaultTests<AppsPage, AdminPortal.Cloudflare.Apps.App, AppInput>
{
    protected override ResourceKind<AdminPortal.Cloudflare.Apps.App, AppInput> Kind => AppKind.Instance;

    protected override (string Request, string Answer) List => ("GET magic/apps", Listed(SeedSamples.App));
}

public sealed class PeerListFaultTests : ListFaultTests<PeersPage, Peer, PeerInput>
{
    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override (string Request, string Answer) List => ("GET secondary_dns/peers", Listed(SeedSamples.Peer));
}

public sealed class InterconnectListFaultTests : ListFaultTests<InterconnectsPage, Interconnect, InterconnectInput>
{
    protected override ResourceKind<Interconnect, InterconnectInput> Kind => InterconnectKind.Instance;

    protected override (string Request, string Answer) List =>
        ("GET magic/cf_interconnects", $$$"""{"success":true,"errors":[],"messages":[],"result":{"interconnects":[{{{SeedSamples.Interconnect}}}]}}""");
}
