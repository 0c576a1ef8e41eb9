using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Forms;

/// <summary>A map of texts: key and value rows, each key once.</summary>
public sealed partial class TagsField
{
    private List<Row> _rows = [];
    private string _shown = "";

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Session.Changed += TakeOver;
        TakeOver();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        Session.Changed -= TakeOver;
        base.Dispose(disposing);
    }

    private static JsonObject MapOf(IEnumerable<Row> rows)
    {
        JsonObject map = [];
        foreach (var row in rows.Where(row => row.Problem is null))
        {
            map[row.Key] = row.Value;
        }

        return map;
    }

    private IReadOnlyList<string> RowPointers => [.. _rows.Where(row => row.Key.Length > 0).Select(PointerOf)];

    private string PointerOf(Row row) => $"{Pointer}/{JsonPointer.Escape(row.Key)}";

    /// <summary>The key's own id, so that an error about it finds it; rows without a key, or with another's, go by number.</summary>
    private string IdOf(Row row) => row.Key.Length > 0 && _rows.First(other => other.Key == row.Key) == row
        ? FieldId.Of(PointerOf(row))
        : $"{ControlId}-row{_rows.IndexOf(row)}";

    /// <summary>The input changed from elsewhere (an undo, a new baseline): the rows follow it.</summary>
    private void TakeOver()
    {
        var map = JsonPointer.Read(Session.Proposed, Pointer) as JsonObject;
        var text = map?.ToJsonString() ?? "";
        var wasUndone = Session.ProblemAt(Pointer) is null && _rows.Any(row => row.Problem is not null);
        if (text != _shown || wasUndone)
        {
            _shown = text;
            _rows = [.. map?.Select(tag => new Row { Key = tag.Key, Value = JsonPointer.ReadText(tag.Value, "") ?? "" }) ?? []];
        }
    }

    private void Add() => _rows.Add(new Row());

    private void Remove(Row row)
    {
        _rows.Remove(row);
        Store();
    }

    private void SetKey(Row row, string? text)
    {
        row.Key = (text ?? "").Trim();
        Store();
    }

    private void SetValue(Row row, string? text)
    {
        row.Value = text ?? "";
        Store();
    }

    private void Store()
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        foreach (var row in _rows)
        {
            row.Problem = row.Key.Length == 0
                ? row.Value.Length == 0 ? null : "A tag needs a key."
                : keys.Add(row.Key) ? null : "Each key may stand once: a second one would replace the first.";
        }

        Session.SetProblem(Pointer, _rows.Select(row => row.Problem).FirstOrDefault(problem => problem is not null));
        var map = MapOf(_rows.Where(row => row.Key.Length > 0));
        _shown = map.ToJsonString();
        var isEmpty = map.Count == 0;
        Session.Set(Pointer, isEmpty && JsonPointer.Read(Session.Baseline, Pointer) is null ? null : map);
    }

    private sealed class Row
    {
        public string Key { get; set; } = "";

        public string Value { get; set; } = "";

        public string? Problem { get; set; }
    }
}
