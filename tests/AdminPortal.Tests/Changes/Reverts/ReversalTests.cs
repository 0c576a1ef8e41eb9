using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Merge;
using AdminPortal.Changes.Reverts;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Tests.Changes.Reverts;

/// <summary>What takes an entry of the journal back, and where that is not exact.</summary>
public sealed class ReversalTests
{
    private const string Before = """{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.0.0.1"}},"x_new":{"deep":[1]}}""";
    private const string After = """{"hostname":"b","ip":{"ipv4":{"ip_addr":"10.0.0.1"}},"x_new":{"deep":[1]}}""";

    [Fact]
    public void Update_TakenBackAtOnce_IsTheResourceAsItWas()
    {
        var edit = Assert.IsType<Reversal.Edit>(Of(Change(Before, After)));

        Assert.Empty(edit.Caveats);
        AssertSame(Before, Merged(edit, After));
    }

    [Fact]
    public void Update_TakenBackLater_KeepsWhatWasChangedSince()
    {
        var edit = Assert.IsType<Reversal.Edit>(Of(Change(Before, After)));

        AssertSame(
            """{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.0.0.9"}},"x_new":{"deep":[2]},"x_newer":1}""",
            Merged(edit, """{"hostname":"b","ip":{"ipv4":{"ip_addr":"10.0.0.9"}},"x_new":{"deep":[2]},"x_newer":1}"""));
    }

    [Fact]
    public void Update_WhoseImageNobodyHas_BeginsWithWhatWasSentAndSaysSo()
    {
        var edit = Assert.IsType<Reversal.Edit>(Of(Change(Before, After) with { After = new ResourceImage.Unknown() }));

        Assert.Contains("what was sent stands in its place", Assert.Single(edit.Caveats), StringComparison.Ordinal);
        AssertSame(Before, Merged(edit, After));
    }

    [Fact]
    public void Update_WithWhichTheServerChangedAMember_LeavesThatAndSaysSo()
    {
        const string Stamped = """{"hostname":"b","ip":{"ipv4":{"ip_addr":"10.0.0.1"}},"x_new":{"deep":[1]},"revision":8}""";
        var edit = Assert.IsType<Reversal.Edit>(Of(Change("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.0.0.1"}},"x_new":{"deep":[1]},"revision":7}""", Stamped)));

        Assert.Equal(["The server changed /revision with it; that stays as it is."], edit.Caveats);
        Assert.Equal(8, (int?)Merged(edit, Stamped)["revision"]);
        Assert.Equal("a", (string?)Merged(edit, Stamped)["hostname"]);
    }

    [Fact]
    public void ChangeFromOutside_OfAMemberThatNoFormKnows_IsTakenBackToo()
    {
        const string Moved = """{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.0.0.1"}},"x_new":{"deep":[2]}}""";
        var edit = Assert.IsType<Reversal.Edit>(Of(Change(Before, Moved, outcome: JournalEvent.SeenOutside)));

        Assert.Contains("/x_new/deep", Assert.Single(edit.Caveats), StringComparison.Ordinal);
        AssertSame(Before, Merged(edit, Moved));
    }

    [Fact]
    public void Deletion_TakenBack_IsTheResourceCreatedAgain() =>
        AssertSame(Before, Assert.IsType<Reversal.Recreation>(Of(Change(Before, null, ChangeOperation.Delete))).Before);

    [Fact]
    public void Creation_TakenBack_IsADeletion() => Assert.IsType<Reversal.Deletion>(Of(Change(null, After, ChangeOperation.Create)));

    [Theory]
    [InlineData(JournalEvent.Intended)]
    [InlineData(JournalEvent.Rejected)]
    [InlineData(JournalEvent.Unclear)]
    [InlineData(JournalEvent.NotApplied)]
    [InlineData(JournalEvent.Abandoned)]
    public void Change_ThatMayNotHaveHappened_IsNotTakenBack(JournalEvent outcome)
    {
        Assert.IsType<Reversal.None>(Of(Change(Before, After, outcome: outcome)));
        Assert.IsType<Reversal.None>(Of(Change(Before, null, ChangeOperation.Delete, outcome)));
    }

    [Fact]
    public void Change_WithoutABeforeImage_IsNotTakenBack()
    {
        Assert.IsType<Reversal.None>(Of(Change(null, After)));
        Assert.IsType<Reversal.None>(Of(Change(null, null, ChangeOperation.Delete)));
    }

    private static Reversal Of(ChangeDetail change) => Reversal.Of(TargetKind.Instance, change);

    private static JsonObject Merged(Reversal.Edit edit, string live) => ThreeWayMerge.Of(TargetKind.Instance, edit.After, edit.Before, Json(live)).Resolve(_ => true);

    private static void AssertSame(string expected, JsonObject actual) => Assert.Empty(InputDiff.Between(TargetKind.Instance, Json(expected), actual));

    private static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    private static ChangeDetail Change(string? before, string? after, ChangeOperation operation = ChangeOperation.Update, JournalEvent outcome = JournalEvent.Applied) => new()
    {
        Row = new(Guid.Empty, "account", default, "anna", "Target", "one", "a", operation, outcome, null, null, null, null, 1, 2),
        Before = before is null ? new ResourceImage.Unknown() : new ResourceImage.Known(Json(before)),
        Proposed = after is null ? null : Json(after),
        After = after is null ? new ResourceImage.Gone() : new ResourceImage.Known(Json(after)),
        Entries = [],
    };
}
