using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Changes.Merge;

/// <summary>
/// Two edits of one resource brought together: what only one side changed is taken from that side, what both changed alike is taken once, and
/// what both changed differently waits for a person's choice.
/// </summary>
public sealed class ThreeWayMerge
{
    private readonly JsonObject _live;

    private ThreeWayMerge(JsonObject live, IReadOnlyList<FieldMerge> fields)
    {
        _live = live;
        Fields = fields;
    }

    /// <summary>Every place that either side changed, in the order of the kind's fields, the others last.</summary>
    public IReadOnlyList<FieldMerge> Fields { get; }

    /// <summary>The places that both sides changed, and differently.</summary>
    public IEnumerable<FieldMerge> Conflicts => Fields.Where(place => place.Side == MergeSide.Conflict);

    /// <summary>Compares both sides with where they began.</summary>
    /// <param name="kind">The inputs' kind.</param>
    /// <param name="baseline">The input as it was when editing began.</param>
    /// <param name="mine">The input as the person wants it.</param>
    /// <param name="live">The input as it is now.</param>
    public static ThreeWayMerge Of(ResourceKind kind, JsonObject baseline, JsonObject mine, JsonObject live)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(live);
        var wanted = InputDiff.Between(kind, baseline, mine);
        var moved = InputDiff.Between(kind, baseline, live);

        // One side may have changed a member inside of what the other replaced as a whole: the outer place is then what is chosen.
        var places = wanted.Concat(moved).Select(difference => difference.Pointer).Distinct(StringComparer.Ordinal).ToList();
        var outermost = places.Where(place => !places.Exists(other => JsonPointer.IsInside(place, other)));
        var apart = InputDiff.Between(kind, mine, live);
        return new(live, [.. InputDiff.InOrder(kind, outermost, place => place).Select(place =>
            new FieldMerge(
                place,
                InputDiff.LabelOf(kind, place),
                JsonPointer.Read(baseline, place),
                JsonPointer.Read(live, place),
                JsonPointer.Read(mine, place),
                SideOf(Touches(wanted, place), Touches(moved, place), Touches(apart, place))))]);
    }

    /// <summary>The live copy with everything that the person changed, conflicts as they were chosen.</summary>
    /// <param name="keepsMine">Whether the person's value stands at a conflict's pointer; asked for conflicts only.</param>
    public JsonObject Resolve(Func<string, bool> keepsMine)
    {
        ArgumentNullException.ThrowIfNull(keepsMine);
        var merged = (JsonObject)_live.DeepClone();
        foreach (var field in Fields.Where(field => field.Side == MergeSide.Mine || (field.Side == MergeSide.Conflict && keepsMine(field.Pointer))))
        {
            Overlay.Put(merged, field.Pointer, field.Mine);
        }

        return merged;
    }

    private static MergeSide SideOf(bool isWanted, bool hasMoved, bool isApart) => (isWanted, hasMoved) switch
    {
        (true, false) => MergeSide.Mine,
        (false, _) => MergeSide.Live,
        _ => isApart ? MergeSide.Conflict : MergeSide.Both,
    };

    private static bool Touches(IReadOnlyList<FieldDifference> differences, string place) =>
        differences.Any(difference => JsonPointer.Overlap(difference.Pointer, place));
}

/// <summary>One place that at least one of two edits changed.</summary>
/// <param name="Pointer">JSON pointer of the place.</param>
/// <param name="Label">The field's name for people.</param>
/// <param name="Baseline">The value when editing began, or null where it was absent.</param>
/// <param name="Live">The value now.</param>
/// <param name="Mine">The value that the person wants.</param>
/// <param name="Side">Whose change it is.</param>
public sealed record FieldMerge(string Pointer, string Label, JsonNode? Baseline, JsonNode? Live, JsonNode? Mine, MergeSide Side);

/// <summary>Whose change a place shows.</summary>
public enum MergeSide
{
    /// <summary>Only the person changed it.</summary>
    Mine,

    /// <summary>Only somebody else changed it.</summary>
    Live,

    /// <summary>Both changed it to the same value.</summary>
    Both,

    /// <summary>Both changed it, to different values: a person has to choose.</summary>
    Conflict,
}
