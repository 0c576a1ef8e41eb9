using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Merge;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Targets;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Changes.Merge;

public sealed class ThreeWayMergeTests
{
    [Fact]
    public void Merge_OnlyMineMoved_IsMine() => ForAny(2, (kind, given) =>
        AssertSame(kind, given[1], ThreeWayMerge.Of(kind, given[0], given[1], Inputs.Copy(given[0])).Resolve(None)));

    [Fact]
    public void Merge_OnlyLiveMoved_IsLive() => ForAny(2, (kind, given) =>
        AssertSame(kind, given[1], ThreeWayMerge.Of(kind, given[0], Inputs.Copy(given[0]), given[1]).Resolve(None)));

    [Fact]
    public void Merge_BothMovedAlike_IsThatAndNoConflict() => ForAny(2, (kind, given) =>
    {
        var merge = ThreeWayMerge.Of(kind, given[0], given[1], (JsonObject)Inputs.Respelled(kind, given[1])!);

        Assert.Empty(merge.Conflicts);
        Assert.All(merge.Fields, field => Assert.Equal(MergeSide.Both, field.Side));
        AssertSame(kind, given[1], merge.Resolve(None));
    });

    [Fact]
    public void Merge_EveryConflictMineOrEveryConflictLive_HasThatSideWhereverBothMoved() => ForAny(3, (kind, given) =>
    {
        var merge = ThreeWayMerge.Of(kind, given[0], given[1], given[2]);
        var (mine, live) = (merge.Resolve(All), merge.Resolve(None));

        var (apartFromMine, apartFromLive) = (InputDiff.Between(kind, given[1], mine), InputDiff.Between(kind, given[2], live));
        Assert.All(merge.Conflicts, conflict =>
        {
            Assert.DoesNotContain(apartFromMine, difference => Touches(difference, conflict));
            Assert.DoesNotContain(apartFromLive, difference => Touches(difference, conflict));
        });
    });

    [Fact]
    public void Merge_SidesSwitched_FindsTheSameConflicts() => ForAny(3, (kind, given) =>
        Assert.Equal(
            ThreeWayMerge.Of(kind, given[0], given[1], given[2]).Conflicts.Select(conflict => conflict.Pointer).Order(StringComparer.Ordinal),
            ThreeWayMerge.Of(kind, given[0], given[2], given[1]).Conflicts.Select(conflict => conflict.Pointer).Order(StringComparer.Ordinal)));

    [Fact]
    public void Merge_WithoutConflicts_IsTheSameFromBothSides() => ForAny(3, (kind, given) =>
    {
        var merge = ThreeWayMerge.Of(kind, given[0], given[1], given[2]);
        if (!merge.Conflicts.Any())
        {
            AssertSame(kind, merge.Resolve(None), ThreeWayMerge.Of(kind, given[0], given[2], given[1]).Resolve(None));
        }
    });

    [Fact]
    public void Merge_OfAnything_LeavesItsInputsAsTheyWere() => ForAny(3, (kind, given) =>
    {
        var before = given.Select(input => input.ToJsonString()).ToList();

        var merged = ThreeWayMerge.Of(kind, given[0], given[1], given[2]).Resolve(All);
        merged["x_after"] = 1;

        Assert.Equal(before, given.Select(input => input.ToJsonString()));
    });

    [Fact]
    public void ADifference_TurnedRoundAndApplied_RestoresWhatWas() => ForAny(2, (kind, given) =>
        AssertSame(kind, given[0], Overlay.Apply(kind, given[1], given[0], Inputs.Copy(given[1]))));

    [Fact]
    public void Fields_OfTwoEdits_SayWhoseChangeEachIs()
    {
        var merge = ThreeWayMerge.Of(
            InterconnectKind.Instance,
            Inputs.Of("""{"name":"a","mtu":1476,"description":"old","health_check":{"rate":"low","type":"reply"},"x_new":{"deep":1}}"""),
            Inputs.Of("""{"name":"a","mtu":1400,"description":"mine","health_check":{"rate":"high","type":"reply"},"x_new":{"deep":1}}"""),
            Inputs.Of("""{"name":"b","mtu":1476,"description":"theirs","health_check":{"rate":"high","type":"reply"},"x_new":{"deep":2}}"""));

        Assert.Equal(
            [("Name", MergeSide.Live), ("Description", MergeSide.Conflict), ("MTU", MergeSide.Mine), ("Health check rate", MergeSide.Both), ("/x_new/deep", MergeSide.Live)],
            merge.Fields.Select(field => (field.Label, field.Side)));
        var conflict = Assert.Single(merge.Conflicts);
        Assert.Equal(("old", "theirs", "mine"), ((string?)conflict.Baseline, (string?)conflict.Live, (string?)conflict.Mine));
        AssertSame(
            InterconnectKind.Instance,
            Inputs.Of("""{"name":"b","mtu":1400,"description":"mine","health_check":{"rate":"high","type":"reply"},"x_new":{"deep":2}}"""),
            merge.Resolve(All));
    }

    [Theory]
    [InlineData("""{"ip":{"ipv4":{"ip_addr":"10.0.0.1"}}}""", """{"ip":{"ipv4":{"ip_addr":"10.0.0.2"}}}""", """{"ip":{"ipv4":"gone"}}""", "/ip/ipv4")]
    [InlineData("""{"ip":{}}""", """{"ip":{"ipv4":{"ip_addr":"10.0.0.2"}}}""", """{"ip":"gone"}""", "/ip")]
    public void Merge_InsideOfWhatTheOtherSideReplaced_IsAConflictOfTheOuterPlace(string baseline, string mine, string live, string place)
    {
        var merge = ThreeWayMerge.Of(TargetKind.Instance, Inputs.Of(baseline), Inputs.Of(mine), Inputs.Of(live));

        Assert.Equal(place, Assert.Single(merge.Conflicts).Pointer);
        Assert.Equal(Inputs.Of(mine).ToJsonString(), merge.Resolve(All).ToJsonString());
        Assert.Equal(Inputs.Of(live).ToJsonString(), merge.Resolve(None).ToJsonString());
    }

    [Fact]
    public void Merge_TagsOfBothSides_AreBothKept()
    {
        var merge = ThreeWayMerge.Of(
            TargetKind.Instance,
            Inputs.Of("""{"tags":{"env":"prod"}}"""),
            Inputs.Of("""{"tags":{"env":"prod","mine":"1"}}"""),
            Inputs.Of("""{"tags":{"env":"prod","theirs":"2"}}"""));

        Assert.Empty(merge.Conflicts);
        AssertSame(TargetKind.Instance, Inputs.Of("""{"tags":{"env":"prod","mine":"1","theirs":"2"}}"""), merge.Resolve(None));
    }

    private static bool All(string pointer) => true;

    private static bool None(string pointer) => false;

    private static bool Touches(FieldDifference difference, FieldMerge conflict) =>
        AdminPortal.Cloudflare.Values.JsonPointer.Overlap(difference.Pointer, conflict.Pointer);

    private static void ForAny(int inputs, Action<ResourceKind, JsonObject[]> holds) =>
        Prop.ForAll(Inputs.OfAnyKind(inputs), given => holds(given.Kind, given.Of)).QuickCheckThrowOnFailure();

    private static void AssertSame(ResourceKind kind, JsonObject expected, JsonObject actual) =>
        Assert.True(InputDiff.Between(kind, expected, actual).Count == 0, $"Expected {expected.ToJsonString()}, got {actual.ToJsonString()}.");
}
