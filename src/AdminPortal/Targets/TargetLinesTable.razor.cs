using AdminPortal.Batches;
using AdminPortal.Changes.Batches.Lines;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Targets;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Targets;

/// <summary>Pasted lines as they are understood, each with what is said about it.</summary>
public sealed partial class TargetLinesTable
{
    private const string Network = "/virtual_network_id";

    private PagedRows<TargetLine>? _rows;
    private bool _faultyOnly;

    /// <summary>The lines.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<TargetLine> Lines { get; set; } = [];

    /// <summary>What the API said about a line, by its cells.</summary>
    [Parameter]
    public IReadOnlyDictionary<TargetCells, IReadOnlyList<ApiMessage>> ApiErrors { get; set; } = new Dictionary<TargetCells, IReadOnlyList<ApiMessage>>();

    /// <summary>What else is to be said about a line, by its number.</summary>
    [Parameter]
    public ILookup<int, RuleFinding>? Warnings { get; set; }

    private List<TargetLine> Faulty => [.. Lines.Where(IsFaulty)];

    private IReadOnlyList<TargetLine> Shown => _faultyOnly && Faulty is { Count: > 0 } faulty ? faulty : Lines;

    /// <summary>The id of a line's heading, for the focus.</summary>
    internal static string IdOf(TargetLine line) => $"line-{line.Number}";

    /// <summary>Shows the part of the table that has a line.</summary>
    internal void Show(TargetLine line) => _rows?.Show(Shown.Select((shown, index) => shown == line ? index : 0).Max());

    private bool IsFaulty(TargetLine line) => line.IsBlocked || ApiErrors.ContainsKey(line.Cells);

    private List<(bool Error, string? Label, string Text)> Said(TargetLine line) =>
    [
        .. Errors(line).Select(error => (true, LabelOf(error.Source?.Pointer ?? ""), error.Code is { } code ? $"{error.Message} (code {code})" : error.Message)),
        .. line.Findings.Concat(Warnings?[line.Number] ?? []).Select(finding => (finding.Severity == RuleSeverity.Error, LabelOf(finding.Pointer), finding.Text)),
    ];

    private IReadOnlyList<ApiMessage> Errors(TargetLine line) => ApiErrors.GetValueOrDefault(line.Cells) ?? [];

    private string? CellLook(TargetLine line, string pointer)
    {
        var places = Errors(line).Select(error => error.Source?.Pointer ?? "")
            .Concat(line.Findings.Where(finding => finding.Severity == RuleSeverity.Error).Select(finding => finding.Pointer));
        return places.Any(place => place == pointer || (place.EndsWith(Network, StringComparison.Ordinal) && pointer.EndsWith(Network, StringComparison.Ordinal))) ? "invalid" : null;
    }

    private static string? LabelOf(string pointer) =>
        pointer.EndsWith(Network, StringComparison.Ordinal) ? "Virtual network" : pointer.Length == 0 ? null : TargetKind.Instance.FieldAt(pointer)?.Label ?? pointer;
}
