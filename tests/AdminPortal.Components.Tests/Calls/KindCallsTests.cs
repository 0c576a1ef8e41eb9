using AdminPortal.Apps;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Interconnects;
using AdminPortal.Lists;
using AdminPortal.Peers;
using AdminPortal.Targets;
using AdminPortal.Tests.Sandbox;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Calls;

public sealed class TargetCallsTests : LifeCallsTests<TargetsPage, TargetPage, NewTargetPage, Target, TargetInput>
{
    public TargetCallsTests(SandboxHost sandbox)
        : base(sandbox)
    {
        Operations["many to create, opened"] = () => CountAsync(() => OpenCreation());
        Operations["many to create, reviewed"] = ReviewCreationAsync;
        Operations["many created"] = CreateManyAsync;
        Operations["many to delete, opened"] = () => CountAsync(() => OpenDeletion());
        Operations["many deleted"] = DeleteManyAsync;
    }

    protected override ResourceKind<Target, TargetInput> Kind => TargetKind.Instance;

    protected override string Id => "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    protected override string Sort => "hostname";

    protected override (string Label, string Text) Change => ("Hostname", "infra-access-target-2");

    protected override string AskedAhead => "page=3&";

    private protected override void Fill(IRenderedComponent<NewTargetPage> page)
    {
        page.Field("Hostname").Input("edge-1");
        page.Field("IPv4 address").Input("10.99.0.12");
    }

    private IRenderedComponent<TargetsCreationPage> OpenCreation()
    {
        var page = Render<TargetsCreationPage>(parameters => parameters.Add(opened => opened.AccountId, SandboxHost.AccountId));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("textarea")));
        return page;
    }

    private async Task<IRenderedComponent<TargetsCreationPage>> TypeLinesAsync()
    {
        var page = OpenCreation();
        await OnAsync(page, () => page.Find("textarea").Input("rack-1 10.99.0.13\nrack-2 10.99.0.14"));
        page.WaitForAssertion(() => Assert.Equal("2 lines, all ready", page.Find("#lines-summary").Words()));
        return page;
    }

    private static async Task ReviewLinesAsync(IRenderedComponent<TargetsCreationPage> page)
    {
        await OnAsync(page, () => page.Find("form").Submit());
        page.WaitForAssertion(() => Assert.Equal("Create 2 targets?", page.Find(".review h2").Words()));
    }

    private async Task<int> ReviewCreationAsync()
    {
        var page = await TypeLinesAsync();
        return await CountAsync(() => ReviewLinesAsync(page));
    }

    private async Task<int> CreateManyAsync()
    {
        var page = await TypeLinesAsync();
        await ReviewLinesAsync(page);
        return await CountAsync(async () =>
        {
            await OnAsync(page, () => page.Button("Create 2 targets").Click());
            page.WaitForAssertion(() => Assert.Equal(["Created", "Created"], page.Texts(".fate")));
        });
    }

    private IRenderedComponent<TargetsDeletionPage> OpenDeletion()
    {
        Services.GetRequiredService<Selections>().Of(SandboxHost.AccountId, Kind).Set(Id, "infra-access-target", isSelected: true);
        var page = Render<TargetsDeletionPage>(parameters => parameters.Add(opened => opened.AccountId, SandboxHost.AccountId));
        page.WaitForAssertion(() => Assert.Equal("Delete 1 target?", page.Find(".review h2").Words()));
        return page;
    }

    private async Task<int> DeleteManyAsync()
    {
        var page = OpenDeletion();
        return await CountAsync(async () =>
        {
            await OnAsync(page, () => page.Button("Delete 1 target").Click());
            page.WaitForAssertion(() => Assert.Equal(["Deleted"], page.Texts(".fate")));
        });
    }
}

public sealed class AppCallsTests(SandboxHost sandbox) : LifeCallsTests<AppsPage, AppPage, NewAppPage, App, AppInput>(sandbox)
{
    protected override ResourceKind<App, AppInput> Kind => AppKind.Instance;

    protected override string Id => "ac60d3d0435248289d446cedd870bcf4";

    protected override string Sort => "name";

    protected override (string Label, string Text) Change => ("Type", "Security");

    private protected override void Fill(IRenderedComponent<NewAppPage> page)
    {
        page.Field("Name").Input("Intranet");
        page.Field("Type").Input("Development");
        page.Button("Add a row to Hostnames").Click();
        page.Part("Hostnames", "Row 1").Input("intranet.example.com");
    }
}

public sealed class PeerCallsTests(SandboxHost sandbox) : LifeCallsTests<PeersPage, PeerPage, NewPeerPage, Peer, PeerInput>(sandbox)
{
    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override string Id => "23ff594956f20c2a721606e94745a8aa";

    protected override string Sort => "name";

    protected override (string Label, string Text) Change => ("Name", "my-peer-2");

    private protected override void Fill(IRenderedComponent<NewPeerPage> page)
    {
        page.Field("Name").Input("ns-new");
        page.Field("IP address").Input("192.0.2.77");
        page.Field("Port").Input("53");
    }
}

public sealed class InterconnectCallsTests : CallsTests<InterconnectsPage, InterconnectPage, Interconnect, InterconnectInput>
{
    public InterconnectCallsTests(SandboxHost sandbox)
        : base(sandbox)
    {
        Operations["check without saving"] = CheckAsync;
        Operations["two to change, opened"] = () => CountAsync(() => OpenTwo());
        Operations["two changed"] = ChangeTwoAsync;
    }

    protected override ResourceKind<Interconnect, InterconnectInput> Kind => InterconnectKind.Instance;

    protected override string Id => "7a0f3c5d9b1e4826a4d7c0f2e6b18395";

    protected override string Sort => "name";

    protected override (string Label, string Text) Change => ("Description", "Frankfurt, cage 12");

    private IRenderedComponent<InterconnectsChangePage> OpenTwo()
    {
        var selection = Services.GetRequiredService<Selections>().Of(SandboxHost.AccountId, Kind);
        selection.Set(Id, "pni_fra_1", isSelected: true);
        selection.Set("c93b5f10e7d24a68915fb0c4d3e82a76", "pni_ams_1", isSelected: true);
        var page = Render<InterconnectsChangePage>(parameters => parameters.Add(opened => opened.AccountId, SandboxHost.AccountId));
        page.WaitForAssertion(() => Assert.Contains("2 interconnects selected", page.Markup, StringComparison.Ordinal));
        return page;
    }

    private async Task<int> ChangeTwoAsync()
    {
        var page = OpenTwo();
        await OnAsync(page, () => page.Field("MTU").Input("1400"));
        await OnAsync(page, () => page.Find("form").Submit());
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".review")));
        return await CountAsync(async () =>
        {
            await OnAsync(page, () => page.Button("Save 2 interconnects").Click());
            page.WaitForAssertion(() => Assert.Equal(["Saved", "Saved"], page.Texts(".fate")));
        });
    }

    private async Task<int> CheckAsync()
    {
        var page = await OpenReviewAsync();
        return await CountAsync(async () =>
        {
            await OnAsync(page, () => page.Button("Check with Cloudflare").Click());
            page.WaitForAssertion(() => Assert.Single(page.FindAll(".review .alert-success")));
        });
    }
}
