using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Rules;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Forms;

/// <summary>A list of texts: rows that can be added, removed and pasted as lines.</summary>
public sealed partial class ListField
{
    private static readonly char[] Separators = ['\n', '\r', '\t', ' ', ',', ';'];

    private bool _pasting;
    private string _pasted = "";

    /// <summary>The longest row that makes sense, in characters.</summary>
    [Parameter]
    public int? MaxLength { get; set; }

    private IReadOnlyList<string> Rows => Session.Items(Pointer);

    private IReadOnlyList<string> RowPointers => [.. Rows.Select((_, index) => $"{Pointer}/{index}")];

    private bool RowIsInvalid(string rowPointer) =>
        Session.FindingsAt(rowPointer).Any(finding => finding.Severity == RuleSeverity.Error) || Session.ErrorsAt(rowPointer).Any();

    private void SetRow(int index, string? text) => Store(Rows.Select((row, at) => at == index ? (text ?? "").Trim() : row));

    private void Remove(int index) => Store(Rows.Where((_, at) => at != index));

    private void Add() => Store(Rows.Append(""));

    private void AddPasted()
    {
        Store(Rows.Where(row => row.Length > 0).Concat(_pasted.Split(Separators, StringSplitOptions.RemoveEmptyEntries)));
        _pasted = "";
        _pasting = false;
    }

    private void Store(IEnumerable<string> rows) => Session.Set(Pointer, new JsonArray([.. rows.Select(row => JsonValue.Create(row))]));
}
