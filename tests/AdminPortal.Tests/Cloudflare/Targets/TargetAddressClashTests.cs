using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Tests.Cloudflare.Targets;

/// <summary>Address and virtual network together must be unique among targets (reference 2.2).</summary>
public sealed class TargetAddressClashTests : IDisposable
{
    private const string Default = "c77b744e-acc8-428f-9257-6878c046ed55";
    private const string Lab = "a1f5b7c3-27d4-4b6e-8c19-5e0d9f3a6b42";
    private const string Networks = "GET teamnet/virtual_networks?is_default_network=true&is_deleted=false";
    private const string OfIpv4 = "GET infrastructure/targets?ips=10.0.0.1&page=1&per_page=1000";
    private const string OfIpv6 = "GET infrastructure/targets?ips=2001%3Adb8%3A%3A1&ips=2001%3A0db8%3A0000%3A0000%3A0000%3A0000%3A0000%3A0001&page=1&per_page=1000";

    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task NewAddress_TakenInTheSameNetwork_IsWarnedOfWithTheOtherTargetAtOneCall()
    {
        _wire.On(OfIpv4, List(Other("t2", "edge-2", "10.0.0.1", Lab), Other("t3", "edge-3", "10.0.0.1", Default)));

        var finding = Assert.Single(await AskAsync(null, Ipv4("10.0.0.1", Lab.ToUpperInvariant())));

        Assert.Equal(("/ip/ipv4/ip_addr", RuleSeverity.Warning), (finding.Pointer, finding.Severity));
        Assert.Contains("in the same virtual network", finding.Text, StringComparison.Ordinal);
        Assert.Equal([new NamedResource("t2", "edge-2")], finding.Others);
        Assert.Equal([OfIpv4], _wire.Sent.Select(sent => sent.Line));
    }

    [Theory]
    [InlineData(Lab)]
    [InlineData(null)]
    public async Task NewAddress_TakenInAnotherNetwork_IsFree(string? network)
    {
        _wire.On(OfIpv4, List(Other("t2", "edge-2", "10.0.0.1", "6f2d1c0a-4f0e-4f4b-9d2a-3b8a5c7e9d10"))).On(Networks, DefaultNetwork);

        Assert.Empty(await AskAsync(null, Ipv4("10.0.0.1", network)));
    }

    [Theory]
    [InlineData(Default)]
    [InlineData(null)]
    public async Task NetworkLeftToTheServer_IsTheAccountsDefaultOne(string? taken)
    {
        _wire.On(OfIpv4, List(Other("t2", "edge-2", "10.0.0.1", taken))).On(Networks, DefaultNetwork);

        Assert.Equal([new NamedResource("t2", "edge-2")], Assert.Single(await AskAsync(null, Ipv4("10.0.0.1", null))).Others);
        Assert.Equal([OfIpv4, Networks], _wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task NetworkLeftToTheServer_NobodyHasTheAddress_AsksNothingMore()
    {
        _wire.On(OfIpv4, List());

        Assert.Empty(await AskAsync(null, Ipv4("10.0.0.1", null)));
        Assert.Equal([OfIpv4], _wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task DefaultNetwork_NotReadable_IsSaidToBeUnknown()
    {
        _wire.On(OfIpv4, List(Other("t2", "edge-2", "10.0.0.1", Lab))).On(Networks, """{"success":false,"errors":[{"code":10000,"message":"no"}]}""", 403);

        Assert.Contains("cannot be told", Assert.Single(await AskAsync(null, Ipv4("10.0.0.1", null))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Address_SpelledOtherwise_IsTheSameAndIsAskedForInBothSpellings()
    {
        _wire.On(OfIpv6, List(Other("t2", "edge-2", "2001:0DB8:0::0001", Lab, "ipv6")));

        Assert.Equal("/ip/ipv6/ip_addr", Assert.Single(await AskAsync(null, Ipv6("2001:db8:0:0::1", Lab))).Pointer);
        Assert.Equal([OfIpv6], _wire.Sent.Select(sent => sent.Line));
    }

    /// <summary>The filter may match more than what was asked for; the other family is another address.</summary>
    [Fact]
    public async Task Answer_WithTargetsOfOtherAddresses_IsCompared()
    {
        _wire.On(OfIpv4, List(Other("t2", "edge-2", "10.0.0.10", Lab)));

        Assert.Empty(await AskAsync(null, Ipv4("10.0.0.1", Lab)));
    }

    [Fact]
    public async Task TargetItself_IsNoOther()
    {
        _wire.On(OfIpv4, List(Other("T1", "edge-1", "10.0.0.1", Lab)));

        Assert.Empty(await AskAsync(Ipv4("10.0.0.9", Lab), Ipv4("10.0.0.1", Lab), id: "t1"));
    }

    [Fact]
    public async Task Network_ChangedAlone_IsAskedAbout()
    {
        _wire.On(OfIpv4, List(Other("t2", "edge-2", "10.0.0.1", Lab)));

        Assert.Single(await AskAsync(Ipv4("10.0.0.1", Default), Ipv4("10.0.0.1", Lab), id: "t1"));
    }

    [Theory]
    [InlineData("10.0.0.1", Lab)]
    [InlineData(null, null)]
    [InlineData("not an address", Lab)]
    public void NothingNew_AsksNothing(string? address, string? network) =>
        Assert.Null(TargetKind.Instance.AskAboutOthers("t1", Ipv4("10.0.0.1", Lab), Ipv4(address, network)));

    [Fact]
    public void Respelled_AsksNothing() => Assert.Null(TargetKind.Instance.AskAboutOthers("t1", Ipv6("2001:db8::1", Lab), Ipv6("2001:DB8:0::1", Lab.ToUpperInvariant())));

    [Fact]
    public async Task List_NotReadable_IsAFailure()
    {
        _wire.On(OfIpv4, """{"success":false,"errors":[{"code":10000,"message":"no"}]}""", 403);

        var result = await TargetKind.Instance.AskAboutOthers(null, null, Ipv4("10.0.0.1", Lab))!(_wire.Client(), TestContext.Current.CancellationToken);

        Assert.IsType<ApiResult<IReadOnlyList<RuleFinding>>.Failed>(result);
    }

    private const string DefaultNetwork = $$$"""{"success":true,"result":[{"id":"{{{Default}}}","name":"default","is_default_network":true}]}""";

    private static string List(params string[] targets) => $$$"""{"success":true,"result":[{{{string.Join(',', targets)}}}]}""";

    private static string Other(string id, string hostname, string address, string? network, string family = "ipv4")
    {
        JsonObject place = new() { ["ip_addr"] = address };
        if (network is not null)
        {
            place["virtual_network_id"] = network;
        }

        return new JsonObject { ["id"] = id, ["hostname"] = hostname, ["ip"] = new JsonObject { [family] = place } }.ToJsonString();
    }

    private static TargetInput Ipv4(string? address, string? network) => new() { Hostname = "edge", Ip = new() { Ipv4 = new() { IpAddr = address, VirtualNetworkId = network } } };

    private static TargetInput Ipv6(string address, string network) => new() { Hostname = "edge", Ip = new() { Ipv6 = new() { IpAddr = address, VirtualNetworkId = network } } };

    private async Task<IReadOnlyList<RuleFinding>> AskAsync(TargetInput? before, TargetInput after, string? id = null) => Assert.IsType<ApiResult<IReadOnlyList<RuleFinding>>.Ok>(
        await TargetKind.Instance.AskAboutOthers(id, before, after)!(_wire.Client(), TestContext.Current.CancellationToken)).Value;
}
