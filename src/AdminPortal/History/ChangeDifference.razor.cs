using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Kinds;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.History;

/// <summary>What a change was to do, field by field, and where the API made something else of it.</summary>
public sealed partial class ChangeDifference
{
    /// <summary>The change.</summary>
    [Parameter, EditorRequired]
    public ChangeDetail Change { get; set; } = null!;

    /// <summary>Its kind, where the console knows it.</summary>
    [Parameter]
    public ResourceKind? Kind { get; set; }

    private bool IsOutside => Change.Row.Outcome == JournalEvent.SeenOutside;

    private string Heading => (IsOutside, Change.Row.Operation) switch
    {
        (true, _) => "What is different",
        (_, ChangeOperation.Create) => "What was to be created",
        (_, ChangeOperation.Delete) => "What was to be deleted",
        _ => "What was to change",
    };

    private string Before => IsOutside ? "As the console knew it" : "Before";

    private string After => IsOutside ? "As it was found" : "Wanted";

    private IReadOnlyList<FieldDifference>? Wanted => Kind is null ? null : (Input(Change.Before), IsOutside ? Input(Change.After) : Change.Proposed ?? Absent(ChangeOperation.Delete)) switch
    {
        (null, { } after) when Change.Row.Operation == ChangeOperation.Create => InputDiff.Between(Kind, [], after),
        ({ } before, { } after) => InputDiff.Between(Kind, before, after),
        _ => null,
    };

    private IReadOnlyList<FieldDifference>? Unkept => (Kind, IsOutside ? null : Change.Proposed, Change.After) switch
    {
        ({ } kind, { } sent, ResourceImage.Known after) => InputDiff.Between(kind, sent, after.Json),
        _ => null,
    };

    private bool IsKept => Unkept is { Count: 0 };

    private JsonObject? Absent(ChangeOperation operation) => Change.Row.Operation == operation ? [] : null;

    private static JsonObject? Input(ResourceImage image) => image switch
    {
        ResourceImage.Known known => known.Json,
        ResourceImage.Gone => [],
        ResourceImage.Unknown => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
