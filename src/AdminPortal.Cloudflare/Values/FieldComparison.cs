using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Cloudflare.Values;

/// <summary>Whether two values of a field are the same, whatever their spelling (user-pains 5 and 6).</summary>
public static class FieldComparison
{
    /// <summary>
    /// Same meaning: nothing, null, the empty string, list and object are one; numbers compare by value; addresses, CIDRs and host names as
    /// what they are; a list's items each to each, whatever their order.
    /// </summary>
    public static bool Same(FieldMeaning meaning, JsonNode? left, JsonNode? right)
    {
        if (IsNothing(left) || IsNothing(right))
        {
            return IsNothing(left) && IsNothing(right);
        }

        return (left, right) switch
        {
            (JsonArray leftItems, JsonArray rightItems) => SameItems(meaning, leftItems, rightItems),
            (JsonObject leftMembers, JsonObject rightMembers) => SameMembers(meaning, leftMembers, rightMembers),
            (JsonValue leftValue, JsonValue rightValue) => SameValue(meaning, leftValue, rightValue),
            _ => false,
        };
    }

    private static bool IsNothing(JsonNode? node) => node switch
    {
        null => true,
        JsonArray items => items.Count == 0,
        JsonObject members => members.Count == 0,
        _ => node.GetValueKind() switch
        {
            JsonValueKind.Null => true,
            JsonValueKind.String => Text(node).Length == 0,
            _ => false,
        },
    };

    private static bool SameItems(FieldMeaning meaning, JsonArray left, JsonArray right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        List<JsonNode?> rest = [.. right];
        return left.All(item => rest.FindIndex(candidate => Same(meaning, item, candidate)) is var found and >= 0 && Take(rest, found));
    }

    private static bool Take(List<JsonNode?> rest, int index)
    {
        rest.RemoveAt(index);
        return true;
    }

    private static bool SameMembers(FieldMeaning meaning, JsonObject left, JsonObject right) =>
        left.Select(member => member.Key).Union(right.Select(member => member.Key), StringComparer.Ordinal)
            .All(name => left.ContainsKey(name) == right.ContainsKey(name) && Same(meaning, left[name], right[name]));

    private static bool SameValue(FieldMeaning meaning, JsonValue left, JsonValue right)
    {
        var kind = left.GetValueKind();
        return kind == right.GetValueKind() && kind switch
        {
            JsonValueKind.String => SameText(meaning, Text(left), Text(right)),
            JsonValueKind.Number => Number(left) is { } number ? number == Number(right) : JsonNode.DeepEquals(left, right),
            _ => true,
        };
    }

    private static bool SameText(FieldMeaning meaning, string left, string right) => left == right || meaning switch
    {
        FieldMeaning.Address => Address.Any(left) is { } address && address.Equals(Address.Any(right)),
        FieldMeaning.Cidr => Subnet(left) is { } subnet && subnet == Subnet(right),
        FieldMeaning.Hostname => string.Equals(left, right, StringComparison.OrdinalIgnoreCase),
        FieldMeaning.Text => false,
        _ => throw new ArgumentOutOfRangeException(nameof(meaning)),
    };

    /// <summary>A bare address is its own subnet: servers add and drop /32 and /128 (user-pains 6).</summary>
    private static Cidr? Subnet(string text) =>
        Cidr.Parse(text) ?? (Address.Any(text) is { } address ? new(address, address.GetAddressBytes().Length * 8) : null);

    private static string Text(JsonNode node) => node.GetValue<string>();

    private static decimal? Number(JsonNode node) =>
        decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
