using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.Cloudflare.Values;

/// <summary>JSON pointers (RFC 6901) over JSON nodes: how fields, findings, differences and the API's errors name the same place.</summary>
public static class JsonPointer
{
    /// <summary>A member name or index as a pointer's last part, escaped.</summary>
    public static string Escape(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
    }

    /// <summary>The unescaped parts of <paramref name="pointer"/>; none for the whole document.</summary>
    public static IReadOnlyList<string> Parts(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        string[] parts = pointer.Length == 0 ? [] : (pointer[0] == '/' ? pointer[1..] : pointer).Split('/');
        return !pointer.Contains('~') ? parts : [.. parts.Select(part => part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];
    }

    /// <summary>Whether <paramref name="pointer"/> names a place inside of what <paramref name="outer"/> names.</summary>
    public static bool IsInside(string pointer, string outer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        return pointer.StartsWith($"{outer}/", StringComparison.Ordinal);
    }

    /// <summary>Whether two pointers name the same place, or one a place inside the other's.</summary>
    public static bool Overlap(string one, string other) => one == other || IsInside(one, other) || IsInside(other, one);

    /// <summary>The node at <paramref name="pointer"/>, or null where there is none.</summary>
    public static JsonNode? Read(JsonNode? root, string pointer)
    {
        var node = root;
        foreach (var part in Parts(pointer))
        {
            node = node switch
            {
                JsonObject members => members[part],
                JsonArray items when Index(part) is { } index && index < items.Count => items[index],
                _ => null,
            };
        }

        return node;
    }

    /// <summary>An index as RFC 6901 writes it: no sign, no blanks, no leading zeros.</summary>
    private static int? Index(string part) =>
        part.Length > 0 && part.All(char.IsAsciiDigit) && (part.Length == 1 || part[0] != '0') && int.TryParse(part, out var index) ? index : null;

    /// <summary>The text at <paramref name="pointer"/>: a string's content, another scalar's JSON, or null.</summary>
    public static string? ReadText(JsonNode? root, string pointer) => Read(root, pointer) switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        JsonNode other => other.ToJsonString(),
        null => null,
    };

    /// <summary>Puts <paramref name="value"/> at <paramref name="pointer"/>, making the objects on the way.</summary>
    public static void Write(JsonObject root, string pointer, JsonNode? value)
    {
        var parts = Parts(pointer);
        JsonNode node = root;
        foreach (var part in parts.SkipLast(1))
        {
            node = node switch
            {
                JsonArray items => items[int.Parse(part)]!,
                JsonObject members => members[part] ??= new JsonObject(),
                _ => throw new ArgumentException($"Nothing can be put at {pointer}.", nameof(pointer)),
            };
        }

        if (node is JsonArray array)
        {
            array[int.Parse(parts[^1])] = value;
        }
        else
        {
            node.AsObject()[parts[^1]] = value;
        }
    }

    /// <summary>Puts null at <paramref name="pointer"/>, keeping list indexes as they are; false where there is nothing to blank.</summary>
    internal static bool Blank(JsonObject root, string pointer)
    {
        if (Read(root, pointer) is not { } node)
        {
            return false;
        }

        switch (node.Parent)
        {
            case JsonObject members:
                members[node.GetPropertyName()] = null;
                return true;
            case JsonArray items:
                items[node.GetElementIndex()] = null;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Takes the member at <paramref name="pointer"/> away, and the objects on the way that it leaves empty, save the outermost one.</summary>
    /// <remarks>The outermost object stays because a target's <c>ip</c> is required and may be empty (seed 000).</remarks>
    public static void Remove(JsonObject root, string pointer)
    {
        var parts = Parts(pointer);
        List<JsonObject> path = [root];
        foreach (var part in parts.SkipLast(1))
        {
            if (path[^1][part] is not JsonObject next)
            {
                return;
            }

            path.Add(next);
        }

        path[^1].Remove(parts[^1]);
        for (var depth = path.Count - 1; depth > 1 && path[depth].Count == 0; depth--)
        {
            path[depth - 1].Remove(parts[depth - 1]);
        }
    }
}
