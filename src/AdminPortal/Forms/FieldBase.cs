using System.Buffers;
using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Forms;

/// <summary>What all fields have in common: their place in the input, their label, and what is said about them.</summary>
public abstract class FieldBase : ComponentBase, IDisposable
{
    /// <summary>The edit that the field belongs to.</summary>
    [CascadingParameter]
    public EditSession Session { get; set; } = null!;

    /// <summary>JSON pointer of the field in the input.</summary>
    [Parameter, EditorRequired]
    public string Pointer { get; set; } = "";

    /// <summary>What is allowed, and why, in a sentence.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Whether the documents require a value.</summary>
    [Parameter]
    public bool Required { get; set; }

    /// <summary>The id of the field's control.</summary>
    protected string ControlId => FieldId.Of(Pointer);

    /// <summary>The field's label.</summary>
    protected string Label => Session.Kind.FieldAt(Pointer)?.Label ?? Pointer;

    /// <summary>Whether something about the field blocks.</summary>
    protected bool IsInvalid => Session.FindingsAt(Pointer).Any(finding => finding.Severity == RuleSeverity.Error) || Session.ErrorsAt(Pointer).Any();

    /// <summary><c>aria-invalid</c> of the control.</summary>
    protected string? AriaInvalid => IsInvalid ? "true" : null;

    /// <summary><c>aria-describedby</c> of the control: its messages first, then its hints.</summary>
    protected string DescribedBy => $"{ControlId}-messages{(IsEmptied ? $" {EmptiedId}" : null)} {ControlId}-hint";

    /// <summary>Whether the person took away a value that was there.</summary>
    protected bool IsEmptied => IsEmpty(Session.Proposed) && !IsEmpty(Session.Baseline);

    /// <summary>The id of what is said of an emptied field.</summary>
    protected string EmptiedId => $"{ControlId}-emptied";

    /// <summary>Whether the field cannot be edited.</summary>
    protected bool IsReadOnly => Session.ReadOnlyReason is not null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops listening.</summary>
    protected virtual void Dispose(bool disposing) => Session.Changed -= Refresh;

    /// <inheritdoc/>
    protected override void OnInitialized() => Session.Changed += Refresh;

    private bool IsEmpty(JsonObject input) => JsonPointer.Read(input, Pointer) switch
    {
        null => true,
        JsonArray items => items.Count == 0,
        JsonObject members => members.Count == 0,
        var value => value.ToJsonString() == "\"\"",
    };

    private void Refresh() => _ = InvokeAsync(StateHasChanged);
}

/// <summary>Ids of the form's controls, from their pointers.</summary>
public static class FieldId
{
    private static readonly SearchValues<char> Plain = SearchValues.Create("/_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    // A tag's key may hold anything; an id may not, and aria-describedby separates ids by blanks.
    private static string Encode(char character) => character switch
    {
        '/' => "-",
        '_' => "_",
        _ when char.IsAsciiLetterOrDigit(character) => character.ToString(),
        _ => $"_{(int)character:x4}",
    };

    /// <summary>The id of the control at <paramref name="pointer"/>.</summary>
    public static string Of(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        return "field" + (pointer.AsSpan().ContainsAnyExcept(Plain) ? string.Concat(pointer.Select(Encode)) : pointer.Replace('/', '-'));
    }
}
