using System.Globalization;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Merge;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Forms;

/// <summary>One person's edit of one resource: the input as it was, as it is wanted, and what is said about each field. Fields go by JSON pointer.</summary>
/// <param name="kind">The resource's kind.</param>
/// <param name="check">Runs the kind's rules over the wanted input.</param>
public sealed class EditSession(ResourceKind kind, Func<EditSession, IReadOnlyList<RuleFinding>> check)
{
    private readonly HashSet<string> _sendAnyway = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private IReadOnlyList<ApiMessage> _apiErrors = [];
    private IReadOnlyList<RuleFinding> _aboutOthers = [];

    /// <summary>Something about the session changed: fields render again.</summary>
    public event Action? Changed;

    /// <summary>The resource's kind.</summary>
    public ResourceKind Kind => kind;

    /// <summary>The account, for links to other resources.</summary>
    public string AccountId { get; set; } = "";

    /// <summary>The resource as last read, for what is shown but not edited.</summary>
    public object? Resource { get; set; }

    /// <summary>The input as it was when editing began.</summary>
    public JsonObject Baseline { get; private set; } = [];

    /// <summary>The input as the person wants it.</summary>
    public JsonObject Proposed { get; private set; } = [];

    /// <summary>Why nothing can be edited, or null where it can.</summary>
    public string? ReadOnlyReason { get; set; }

    /// <summary>Whether nothing can be edited.</summary>
    public bool IsReadOnly => ReadOnlyReason is not null;

    /// <summary>Whether fields that nobody touched say nothing yet: an empty form is no mistake until it is to be sent.</summary>
    public bool IsFresh { get; set; }

    /// <summary>The field that was typed into last, or null.</summary>
    public string? LastTouched { get; private set; }

    /// <summary>What the rules say about <see cref="Proposed"/>.</summary>
    public IReadOnlyList<RuleFinding> Findings { get; private set; } = [];

    /// <summary>Pointers whose error the person turned into a warning for this save.</summary>
    public IReadOnlySet<string> SendAnyway => _sendAnyway;

    /// <summary>What a save would send: the baseline with the differences in it. A respelled address that means the same stays as it was.</summary>
    public JsonObject Request => Overlay.Apply(kind, Baseline, Proposed, Baseline);

    /// <summary>What differs from the baseline, by value.</summary>
    public IReadOnlyList<FieldDifference> Differences { get; private set; } = [];

    /// <summary>Whether a rule forbids saving.</summary>
    public bool IsBlocked => Findings.Any(finding => finding.Severity == RuleSeverity.Error);

    /// <summary>Starts anew from a resource as it is.</summary>
    public void Begin(JsonObject input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Rebase(input, (JsonObject)input.DeepClone());
    }

    /// <summary>Sets both sides: the resource has moved, the person's wishes are laid over it.</summary>
    public void Rebase(JsonObject baseline, JsonObject proposed)
    {
        Baseline = baseline;
        Proposed = proposed;
        _apiErrors = [];
        _aboutOthers = [];
        _sendAnyway.Clear();
        _problems.Clear();
        Renew();
    }

    /// <summary>The text of a field; empty where it is absent.</summary>
    public string Text(string pointer) => JsonPointer.ReadText(Proposed, pointer) ?? "";

    /// <summary>The items of a list field.</summary>
    public IReadOnlyList<string> Items(string pointer) =>
        JsonPointer.Read(Proposed, pointer) is JsonArray items ? [.. items.Select((_, index) => Text($"{pointer}/{index}"))] : [];

    /// <summary>Sets a field's text; emptied, it is sent as its <see cref="ResourceField.WhenEmptied"/> says.</summary>
    public void SetText(string pointer, string? text)
    {
        var wasThere = JsonPointer.Read(Baseline, pointer) is not null;
        Set(pointer, string.IsNullOrEmpty(text) && !(wasThere && kind.FieldAt(pointer)?.WhenEmptied == WhenEmptied.SendEmpty) ? null : JsonValue.Create(text ?? ""));
    }

    /// <summary>Sets a field's number. Text that is none stays as text, for the rules to speak of.</summary>
    public void SetNumber(string pointer, string? text) => Set(pointer, text?.Trim() switch
    {
        null or "" => null,
        var typed when decimal.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => JsonValue.Create(number),
        var typed => JsonValue.Create(typed),
    });

    /// <summary>Sets a field, or takes it away.</summary>
    public void Set(string pointer, JsonNode? value)
    {
        if (value is null)
        {
            JsonPointer.Remove(Proposed, pointer);
        }
        else
        {
            JsonPointer.Write(Proposed, pointer, value);
        }

        LastTouched = pointer;

        // What the API said of the old value no longer holds for the new one.
        _apiErrors = [.. _apiErrors.Where(error => !JsonPointer.Overlap(PointerOf(error), pointer))];
        _aboutOthers = [];
        _sendAnyway.Remove(pointer);
        Renew();
    }

    /// <summary>What a field knows of its own rows that no input can hold, such as the same key twice; it blocks. Null takes it back.</summary>
    public void SetProblem(string pointer, string? text)
    {
        if (text is null)
        {
            _problems.Remove(pointer);
        }
        else
        {
            _problems[pointer] = text;
        }
    }

    /// <summary>Runs the rules again: what they need to know besides may have come in meanwhile.</summary>
    public void Recheck() => Renew();

    /// <summary>The problem that a field told of, or null.</summary>
    public string? ProblemAt(string pointer) => _problems.GetValueOrDefault(pointer);

    /// <summary>Takes a field back to what it was.</summary>
    public void Undo(string pointer)
    {
        _problems.Remove(pointer);
        Set(pointer, JsonPointer.Read(Baseline, pointer)?.DeepClone());
    }

    /// <summary>Turns an error that newer text does not know into a warning, for this save.</summary>
    public void AllowAnyway(string pointer)
    {
        _sendAnyway.Add(pointer);
        Renew();
    }

    /// <summary>Puts what the account's other resources say about the input at its fields, until the input changes.</summary>
    public void ShowFindingsAboutOthers(IReadOnlyList<RuleFinding> findings)
    {
        _aboutOthers = findings;
        Renew();
    }

    /// <summary>Puts the API's errors at their fields.</summary>
    public void ShowApiErrors(IReadOnlyList<ApiMessage> errors)
    {
        _apiErrors = errors;
        Changed?.Invoke();
    }

    /// <summary>The API's errors that no field has: they stand above the form.</summary>
    public IReadOnlyList<ApiMessage> ErrorsWithoutField(IReadOnlyList<ApiMessage> errors) => [.. errors.Where(error => FieldPointer(error) is null)];

    /// <summary>The first field, in the form's order, at which something blocks; for the focus.</summary>
    public string? FirstFaultyPointer() =>
        _apiErrors.Select(FieldPointer)
            .Concat(Findings.Where(finding => finding.Severity == RuleSeverity.Error).Select(finding => finding.Pointer))
            .OfType<string>()
            .MinBy(OrderOf);

    /// <summary>What the rules say about a field and its parts, those left out that show it themselves.</summary>
    public IEnumerable<RuleFinding> FindingsAt(string pointer, IReadOnlyCollection<string>? elsewhere = null) =>
        Findings.Where(finding => IsSaidAt(pointer, finding.Pointer, elsewhere) && !(IsFresh && !IsChanged(finding.Pointer)));

    /// <summary>What the API said about a field and its parts, those left out that show it themselves.</summary>
    public IEnumerable<ApiMessage> ErrorsAt(string pointer, IReadOnlyCollection<string>? elsewhere = null) =>
        _apiErrors.Where(error => FieldPointer(error) is { } at && IsSaidAt(pointer, at, elsewhere));

    /// <summary>Whether the person changed a field.</summary>
    public bool IsChanged(string pointer) => Differences.Any(difference => JsonPointer.Overlap(difference.Pointer, pointer));

    private static bool IsSaidAt(string pointer, string said, IReadOnlyCollection<string>? elsewhere) =>
        (said == pointer || JsonPointer.IsInside(said, pointer)) && elsewhere?.Any(part => said == part || JsonPointer.IsInside(said, part)) is not true;

    /// <summary>Live pointers may be URI fragments (RFC 6901 section 6).</summary>
    private static string PointerOf(ApiMessage error) => error.Source?.Pointer?.TrimStart('#') ?? "";

    /// <summary>Where an error shows: at its field, or at the first field inside the object that it names.</summary>
    private string? FieldPointer(ApiMessage error) => PointerOf(error) switch
    {
        "" or "/" => null,
        var pointer when kind.FieldAt(pointer) is not null => pointer,
        var pointer => kind.FirstFieldInside(pointer)?.Pointer,
    };

    private int OrderOf(string pointer) => kind.FieldAt(pointer) is { } field ? kind.Fields.ToList().IndexOf(field) : int.MaxValue;

    private void Renew()
    {
        Differences = InputDiff.Between(kind, Baseline, Proposed);
        Findings = [.. _problems.Select(problem => new RuleFinding(problem.Key, problem.Value, RuleSeverity.Error)), .. check(this), .. _aboutOthers];
        Changed?.Invoke();
    }
}
