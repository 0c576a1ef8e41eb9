using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Changes.Diff;

/// <summary>The difference of two inputs by value, not by text: spelling of addresses and order of members are no difference.</summary>
public static class InputDiff
{
    /// <summary>The places at which <paramref name="after"/> differs from <paramref name="before"/>, in the order of the kind's fields, the others last.</summary>
    public static IReadOnlyList<FieldDifference> Between(ResourceKind kind, JsonObject before, JsonObject after)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        List<FieldDifference> differences = [];
        Collect(kind, "", before, after, differences);
        return [.. InOrder(kind, differences, difference => difference.Pointer)];
    }

    /// <summary>Sorts by the kind's fields; what no field models comes last.</summary>
    internal static IEnumerable<T> InOrder<T>(ResourceKind kind, IEnumerable<T> items, Func<T, string> pointer)
    {
        var order = kind.Fields.Select((field, index) => (field.Pointer, index)).ToDictionary(StringComparer.Ordinal);
        return items.OrderBy(item => kind.FieldAt(pointer(item)) is { } field ? order[field.Pointer] : int.MaxValue);
    }

    /// <summary>What people call a place.</summary>
    internal static string LabelOf(ResourceKind kind, string pointer) => kind.FieldAt(pointer) switch
    {
        null => pointer,
        var field when field.Pointer.Length == pointer.Length => field.Label,
        var field => $"{field.Label} · {string.Join(" · ", JsonPointer.Parts(pointer[field.Pointer.Length..]))}",
    };

    private static void Collect(ResourceKind kind, string pointer, JsonNode? before, JsonNode? after, List<FieldDifference> differences)
    {
        if (before is JsonObject or null && after is JsonObject or null && (before ?? after) is not null)
        {
            var earlier = before as JsonObject ?? [];
            var later = after as JsonObject ?? [];
            foreach (var name in earlier.Select(member => member.Key).Union(later.Select(member => member.Key), StringComparer.Ordinal).ToList())
            {
                var inner = $"{pointer}/{JsonPointer.Escape(name)}";

                // An empty field is an absent one; a map's member, or one that no form knows, is there or is not.
                if (earlier.ContainsKey(name) != later.ContainsKey(name) && (earlier[name] ?? later[name]) is not JsonObject && kind.Fields.All(field => field.Pointer != inner))
                {
                    differences.Add(new(inner, LabelOf(kind, inner), earlier[name], later[name]));
                }
                else
                {
                    Collect(kind, inner, earlier[name], later[name], differences);
                }
            }

            return;
        }

        if (!FieldComparison.Same(kind.FieldAt(pointer)?.Meaning ?? FieldMeaning.Text, before, after))
        {
            differences.Add(new(pointer, LabelOf(kind, pointer), before, after));
        }
    }
}
