using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Merge;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Targets;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Changes.Merge;

public sealed class OverlayTests
{
    [Fact]
    public void Overlay_NothingProposed_IsTheLiveCopy() => Prop.ForAll(Inputs.OfAnyKind(2), given =>
        AssertSame(given.Of[1], Overlay.Apply(given.Kind, given.Of[0], Inputs.Copy(given.Of[0]), given.Of[1]))).QuickCheckThrowOnFailure();

    [Fact]
    public void Overlay_NothingMoved_IsWhatWasProposedByValue() => Prop.ForAll(Inputs.OfAnyKind(2), given =>
        Assert.Empty(InputDiff.Between(given.Kind, given.Of[1], Overlay.Apply(given.Kind, given.Of[0], given.Of[1], Inputs.Copy(given.Of[0]))))).QuickCheckThrowOnFailure();

    [Fact]
    public void Overlay_OfAnything_LeavesItsThreeInputsAsTheyWere() => Prop.ForAll(Inputs.OfAnyKind(3), given =>
    {
        var before = given.Of.Select(input => input.ToJsonString()).ToList();

        var merged = Overlay.Apply(given.Kind, given.Of[0], given.Of[1], given.Of[2]);
        merged["x_after"] = 1;

        Assert.Equal(before, given.Of.Select(input => input.ToJsonString()));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Overlay_AnEditedField_IsLaidOverALiveCopyThatMovedElsewhere() => AssertOverlay(
        InterconnectKind.Instance,
        baseline: """{"name":"a","mtu":1476,"health_check":{"rate":"low","type":"reply"}}""",
        proposed: """{"name":"a","mtu":1400,"health_check":{"rate":"high","type":"reply"}}""",
        live: """{"name":"b","mtu":1476,"health_check":{"rate":"low","type":"request","x_new":[1]},"x_bgp":{"asn":64512}}""",
        expected: """{"name":"b","mtu":1400,"health_check":{"rate":"high","type":"request","x_new":[1]},"x_bgp":{"asn":64512}}""");

    [Fact]
    public void Overlay_ARemovedField_IsRemovedAndItsNeighboursStay() => AssertOverlay(
        TargetKind.Instance,
        baseline: """{"ip":{"ipv4":{"ip_addr":"10.0.0.1","virtual_network_id":"n"}}}""",
        proposed: """{"ip":{"ipv4":{"ip_addr":"10.0.0.1"}}}""",
        live: """{"ip":{"ipv4":{"ip_addr":"10.0.0.1","virtual_network_id":"n","x_new":1},"x_more":2}}""",
        expected: """{"ip":{"ipv4":{"ip_addr":"10.0.0.1","x_new":1},"x_more":2}}""");

    [Fact]
    public void Overlay_ARemovedFamily_LeavesTheRequiredObjectEmpty() => AssertOverlay(
        TargetKind.Instance,
        baseline: """{"ip":{"ipv4":{"ip_addr":"10.0.0.1"}}}""",
        proposed: """{"ip":{}}""",
        live: """{"ip":{"ipv4":{"ip_addr":"10.0.0.1"}}}""",
        expected: """{"ip":{}}""");

    [Fact]
    public void Overlay_AFieldInAnObjectThatTheLiveCopyLacks_MakesTheObject() => AssertOverlay(
        InterconnectKind.Instance,
        baseline: """{"name":"a"}""",
        proposed: """{"name":"a","gre":{"cloudflare_endpoint":"203.0.113.1"}}""",
        live: """{"name":"a"}""",
        expected: """{"name":"a","gre":{"cloudflare_endpoint":"203.0.113.1"}}""");

    [Fact]
    public void Overlay_OneTagOfAMap_KeepsTheTagsThatOthersAdded() => AssertOverlay(
        TargetKind.Instance,
        baseline: """{"tags":{"env":"prod","team":"a"}}""",
        proposed: """{"tags":{"env":"test"}}""",
        live: """{"tags":{"env":"prod","team":"a","site":"r-7"}}""",
        expected: """{"tags":{"env":"test","site":"r-7"}}""");

    [Fact]
    public void Overlay_ATagWithAnEmptyValueAdded_IsInTheResult() => AssertOverlay(
        TargetKind.Instance,
        baseline: """{"tags":{"env":"prod"}}""",
        proposed: """{"tags":{"env":"prod","spare":""}}""",
        live: """{"tags":{"env":"prod"}}""",
        expected: """{"tags":{"env":"prod","spare":""}}""");

    [Fact]
    public void Overlay_ARespelledAddress_KeepsTheLiveSpelling() => AssertOverlay(
        TargetKind.Instance,
        baseline: """{"ip":{"ipv6":{"ip_addr":"2001:db8::1"}}}""",
        proposed: """{"ip":{"ipv6":{"ip_addr":"2001:DB8:0::1"}}}""",
        live: """{"ip":{"ipv6":{"ip_addr":"2001:db8::1"}}}""",
        expected: """{"ip":{"ipv6":{"ip_addr":"2001:db8::1"}}}""");

    private static void AssertOverlay(ResourceKind kind, string baseline, string proposed, string live, string expected) =>
        AssertSame(Inputs.Of(expected), Overlay.Apply(kind, Inputs.Of(baseline), Inputs.Of(proposed), Inputs.Of(live)));

    private static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"Expected {expected.ToJsonString()}, got {actual.ToJsonString()}.");
}
