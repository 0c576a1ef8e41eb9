using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Targets;
using AngleSharp.Html.Dom;
using Bunit;

namespace AdminPortal.Components.Tests.Targets;

public sealed class NetworkFieldTests : FieldTestContext
{
    private const string Pointer = "/ip/ipv4/virtual_network_id";
    private const string Live = "c77b744e-acc8-428f-9257-6878c046ed55";
    private const string Gone = "0b5e3b3c-4d5f-4a6b-8c7d-9e0f1a2b3c4d";

    private static readonly IReadOnlyList<VirtualNetwork> Networks =
    [
        new() { Id = Gone, Name = "old-lab", DeletedAt = DateTimeOffset.UnixEpoch },
        new() { Id = "5e6f", Name = "zurich" },
        new() { Id = Live, Name = "us-east", IsDefaultNetwork = true },
    ];

    [Fact]
    public void Networks_WhenRead_ArePickedByNameTheDefaultFirstAndDeletedOnesLeftOut()
    {
        var field = Show(Editing(Live), Read(Networks));

        Assert.Equal(["Default network, filled in by the server", "us-east (default)", "zurich"], field.Texts("option"));
        Assert.Equal(Live, Chosen(field));
    }

    [Fact]
    public void Value_ADeletedNetwork_IsShownAsDeletedAndKept()
    {
        var session = Editing(Gone);

        var field = Show(session, Read(Networks));

        Assert.Contains("old-lab (deleted)", field.Texts("option"));
        Assert.Equal(Gone, Chosen(field));
        Assert.Empty(session.Differences);
    }

    [Fact]
    public void Value_OfNoNetwork_IsShownAsDanglingAndKept()
    {
        const string Dangling = "11111111-2222-4333-8444-555555555555";

        var field = Show(Editing(Dangling), Read(Networks));

        Assert.Contains($"{Dangling} (no such network here)", field.Texts("option"));
        Assert.Equal(Dangling, Chosen(field));
    }

    [Fact]
    public void Networks_NotReadable_SaysSoAndKeepsTheValue()
    {
        var field = Show(Editing(Live), new ApiResult<IReadOnlyList<VirtualNetwork>>.Failed(new ApiFailure.Unreachable("No.", MayHaveLanded: false, ApiAnswer.None)));

        Assert.Equal(Live, Chosen(field));
        Assert.Contains("could not be read", field.DescriptionOf(field.Field("IPv4 virtual network")), StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_WhileTheyAreRead_SaysSo()
    {
        var field = Show(Editing(Live), null);

        Assert.Equal(["Reading the virtual networks…"], field.Texts(".loading"));
        Assert.Empty(field.FindAll("select"));
    }

    [Fact]
    public void Choice_OfAnotherNetwork_IsWantedById()
    {
        var session = Editing(Gone);
        var field = Show(session, Read(Networks));

        field.Field("IPv4 virtual network").Change(Live);

        Assert.Equal($"\"{Live}\"", Wanted(session, Pointer));
    }

    private static ApiResult<IReadOnlyList<VirtualNetwork>> Read(IReadOnlyList<VirtualNetwork> networks) => new ApiResult<IReadOnlyList<VirtualNetwork>>.Ok(networks, ApiAnswer.None);

    private static EditSession Editing(string network) =>
        Editing(TargetKind.Instance, $$$$"""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.0.0.1","virtual_network_id":"{{{{network}}}}"}}}""");

    private static string? Chosen(IRenderedComponent<NetworkField> field) => ((IHtmlSelectElement)field.Find("select")).Value;

    private IRenderedComponent<NetworkField> Show(EditSession session, ApiResult<IReadOnlyList<VirtualNetwork>>? networks) =>
        Show<NetworkField>(session, Pointer, parameters => parameters.Add(field => field.Networks, networks));
}
