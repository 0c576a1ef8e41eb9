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
        var findings = input is null ? [] : kind.Rules(context).Validate(input).Errors.Select(failure => Finding(failure, sendAnyway));
        return [.. unreadable.Concat(findings.Where(finding => unreadable.All(other => other.Pointer != finding.Pointer)))
            .Select(finding => finding.Severity == RuleSeverity.Error && WasThere(kind, finding.Pointer, proposed, baseline) ? AlreadyThere(finding) : finding)];
    }

    /// <summary>Members that cannot be read as the input are reported and taken out, so that the rules still see the rest.</summary>
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
        var canSendAnyway = failure.CustomState is Rule.NewerTextAllowsMore;
        var severity = failure.Severity == Severity.Error && !(canSendAnyway && sendAnyway.Contains(pointer)) ? RuleSeverity.Error : RuleSeverity.Warning;
        return new(pointer, failure.ErrorMessage, severity, canSendAnyway);
    }

    private static RuleFinding AlreadyThere(RuleFinding finding) =>
        finding with { Text = finding.Text + " This value was there already and is unchanged, so it does not block.", Severity = RuleSeverity.Warning, CanSendAnyway = false };

    private static bool WasThere(ResourceKind kind, string pointer, JsonObject proposed, JsonObject? baseline)
    {
        if (baseline is null)
        {
            return false;
        }

        var meaning = kind.FieldAt(pointer)?.Meaning ?? FieldMeaning.Text;
        var parts = JsonPointer.Parts(pointer);
        var parent = pointer[..Math.Max(0, pointer.LastIndexOf('/'))];
        return JsonPointer.Read(proposed, parent) is JsonArray items && int.TryParse(parts[^1], out var index)
            ? ItemWasThere(meaning, items, index, JsonPointer.Read(baseline, parent) as JsonArray)
            : FieldComparison.Same(meaning, JsonPointer.Read(proposed, pointer), JsonPointer.Read(baseline, pointer));
    }

    /// <summary>An item was there when the baseline has as many of its like as stand up to it, so that a new duplicate of an old item is new.</summary>
    private static bool ItemWasThere(FieldMeaning meaning, JsonArray items, int index, JsonArray? before)
    {
        bool IsLike(JsonNode? other) => FieldComparison.Same(meaning, items[index], other);
        return before is not null && index < items.Count && items.Take(index + 1).Count(IsLike) <= before.Count(IsLike);
    }
}
