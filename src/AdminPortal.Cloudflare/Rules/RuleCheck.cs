using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;
using FluentValidation;
using FluentValidation.Results;

namespace AdminPortal.Cloudflare.Rules;

/// <summary>Runs a kind's rules over the JSON that a form edits, and says what blocks a save and what does not.</summary>
public static class RuleCheck
{
    /// <summary>The findings on <paramref name="proposed"/>, in the order of the rules.</summary>
    /// <param name="kind">The kind whose rules apply.</param>
    /// <param name="proposed">The input as it would be sent.</param>
    /// <param name="baseline">The input as it was when editing began; null for a new resource. What is unchanged never blocks.</param>
    /// <param name="context">What the rules need to know besides.</param>
    /// <param name="sendAnyway">Pointers whose "Send anyway" was chosen for this save.</param>
    public static IReadOnlyList<RuleFinding> Run<TResource, TInput>(
        ResourceKind<TResource, TInput> kind,
        JsonObject proposed,
        JsonObject? baseline,
        RuleContext context,
        IReadOnlySet<string> sendAnyway)
        where TResource : class
        where TInput : class
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(proposed);
        ArgumentNullException.ThrowIfNull(sendAnyway);

        var readable = (JsonObject)proposed.DeepClone();
        var unreadable = TakeUnreadable(kind, readable, out var input);
        if (input is null)
        {
            return unreadable;
        }

        // Compared is what would be sent: a number that stands as text in the proposal is one.
        var sent = kind.ToJson(input);
        var findings =
            from failure in kind.Rules(context).Validate(input).Errors
            let finding = Finding(failure, sendAnyway)
            where unreadable.TrueForAll(other => other.Pointer != finding.Pointer)
            let place = failure.AttemptedValue is TInput ? "" : finding.Pointer
            select finding.Severity == RuleSeverity.Error && WasThere(kind, place, sent, baseline) ? AlreadyThere(finding) : finding;
        return [.. unreadable, .. findings];
    }

    /// <summary>
    /// Members that cannot be read as the input are reported and taken out, so that the rules still see the rest. They always block: what was
    /// there has been read, so they are new, and the input could not even be sent with them.
    /// </summary>
    private static List<RuleFinding> TakeUnreadable<TResource, TInput>(ResourceKind<TResource, TInput> kind, JsonObject readable, out TInput? input)
        where TResource : class
        where TInput : class
    {
        List<RuleFinding> findings = [];
        input = null;
        while (input is null)
        {
            try
            {
                input = kind.FromJson(readable);
            }
            catch (JsonException problem)
            {
                var pointer = JsonPath.ToPointer(problem.Path);
                findings.Add(new(AtField(kind, pointer), Expectation(JsonPointer.Read(readable, pointer)), RuleSeverity.Error));
                if (pointer.Length == 0 || findings.Count > 100 || !JsonPointer.Blank(readable, pointer))
                {
                    break;
                }
            }
        }

        return findings;
    }

    private static string AtField(ResourceKind kind, string pointer) =>
        kind.FieldAt(pointer) is null && kind.FirstFieldInside(pointer) is { } inside ? inside.Pointer : pointer;

    private static string Expectation(JsonNode? found) => found switch
    {
        JsonArray => "A list cannot stand here: the API expects a single value.",
        JsonObject => "An object cannot stand here: the API expects another form of value.",
        null => "This value is not of the form that the API expects.",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => $"{found.ToJsonString()} is not a number, and the API takes nothing else here.",
        _ => $"{found.ToJsonString()} is not of the form that the API expects here.",
    };

    private static RuleFinding Finding(ValidationFailure failure, IReadOnlySet<string> sendAnyway)
    {
        var pointer = InputPath.ToPointer(failure);
        var canSendAnyway = failure.CustomState is Rule.NewerTextAllowsMore or Rule.NewerTextAllowsLess;
        var severity = failure.Severity == Severity.Error && !(canSendAnyway && sendAnyway.Contains(pointer)) ? RuleSeverity.Error : RuleSeverity.Warning;
        return new(pointer, failure.ErrorMessage, severity, canSendAnyway);
    }

    private static RuleFinding AlreadyThere(RuleFinding finding) =>
        finding with { Text = finding.Text + " This value was there already and is unchanged, so it does not block.", Severity = RuleSeverity.Warning, CanSendAnyway = false };

    /// <summary>Whether the baseline holds the same at <paramref name="pointer"/>; a rule about the whole input speaks of something old only where all is as it was.</summary>
    private static bool WasThere(ResourceKind kind, string pointer, JsonObject proposed, JsonObject? baseline)
    {
        if (baseline is null)
        {
            return false;
        }

        var field = kind.FieldAt(pointer);
        var meaning = field?.Meaning ?? FieldMeaning.Text;
        var parts = JsonPointer.Parts(pointer);
        var parent = pointer[..Math.Max(0, pointer.LastIndexOf('/'))];
        var before = JsonPointer.Read(baseline, parent);
        if (JsonPointer.Read(proposed, parent) is JsonArray items && int.TryParse(parts[^1], out var index))
        {
            return ItemWasThere(meaning, items, index, before as JsonArray);
        }

        // An entry of a map says something by its key alone, so that none is not the same as an empty one.
        var isNewEntry = field is not null && field.Pointer != pointer && (before as JsonObject)?.ContainsKey(parts[^1]) != true;
        return !isNewEntry && FieldComparison.Same(meaning, JsonPointer.Read(proposed, pointer), JsonPointer.Read(baseline, pointer));
    }

    /// <summary>
    /// An item was there when the baseline has as many of it as stand up to it, so that a new duplicate of an old item is new. It counts to the
    /// letter, since a list that changes is sent as it is spelled; one that is the same by value is not sent at all.
    /// </summary>
    private static bool ItemWasThere(FieldMeaning meaning, JsonArray items, int index, JsonArray? before)
    {
        bool IsLike(JsonNode? other) => JsonNode.DeepEquals(items[index], other);
        return before is not null && index < items.Count
            && (items.Take(index + 1).Count(IsLike) <= before.Count(IsLike) || FieldComparison.Same(meaning, items, before));
    }
}
