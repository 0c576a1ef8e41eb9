using System.Text.Json;
using AdminPortal.Sandbox.Envelope;

namespace AdminPortal.Sandbox.Validation;

/// <summary>
/// A place in the body of a request, beside what is stored in the same place. A null counts as left out, and a value that equals the stored one needs no check: the
/// documents' own samples break rules and must be savable as they are.
/// </summary>
internal readonly record struct Field(Findings Findings, string Pointer, JsonElement Value, JsonElement Stored)
{
    public static Field Root(Findings findings, JsonElement body, JsonElement stored = default, string pointer = "")
        => new(findings, pointer, body, stored);

    public bool IsPresent => Value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public bool NeedsCheck => IsPresent && !IsUnchanged;

    private bool IsUnchanged => Stored.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(Value, Stored);

    /// <summary>The text, or null when the value is not a string.</summary>
    public string? Text => Value.ValueKind == JsonValueKind.String ? Value.GetString() : null;

    public Field this[string name] => new(Findings, $"{Pointer}/{Escape(name)}", Value.Member(name), Stored.Member(name));

    public IEnumerable<(string Name, Field Field)> Members()
    {
        var self = this;
        return Value.ValueKind != JsonValueKind.Object ? [] : Value.EnumerateObject().Select(member => (member.Name, self[member.Name])).ToArray();
    }

    /// <summary>The items of a list; each is compared with whatever equal item is stored, wherever it stood.</summary>
    public IEnumerable<Field> Items()
    {
        if (Value.ValueKind != JsonValueKind.Array)
            yield break;
        var index = 0;
        foreach (var item in Value.EnumerateArray())
        {
            var twin = Stored.ValueKind == JsonValueKind.Array
                ? Stored.EnumerateArray().FirstOrDefault(candidate => JsonElement.DeepEquals(candidate, item))
                : default;
            yield return new Field(Findings, $"{Pointer}/{index++}", item, twin);
        }
    }

    public void Refuse(int code, string message) => Findings.Add(code, message, Pointer);

    public void RefuseWhenMissing(string message)
    {
        if (!IsPresent)
            Refuse(ErrorCode.Required, message);
    }

    /// <summary>Refuses a changed value of another type; true when it has the type and may be checked further.</summary>
    public bool IsChanged(JsonValueKind kind, string name)
    {
        if (!NeedsCheck)
            return false;
        if (Value.ValueKind == kind)
            return true;
        Refuse(ErrorCode.WrongType, $"{name} must be {Describe(kind)}.");
        return false;
    }

    public void RequireBoolean(string name)
    {
        if (NeedsCheck && Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Refuse(ErrorCode.WrongType, $"{name} must be true or false.");
    }

    public void RequireWholeNumber(string name, long minimum, long maximum = long.MaxValue)
    {
        if (!IsChanged(JsonValueKind.Number, name))
            return;
        if (!Value.TryGetDecimal(out var number) || number != decimal.Truncate(number))
            Refuse(ErrorCode.WrongType, $"{name} must be a whole number.");
        else if (number < minimum || (maximum != long.MaxValue && number > maximum))
            Refuse(ErrorCode.OutOfRange, maximum == long.MaxValue ? $"{name} must be at least {minimum}." : $"{name} must be between {minimum} and {maximum}.");
    }

    public void RequireOneOf(string name, params IReadOnlyList<string> values)
    {
        if (NeedsCheck && !values.Contains(Text))
            Refuse(ErrorCode.Invalid, $"{name} must be one of {string.Join(", ", values)}.");
    }

    public void RequireText(string name) => IsChanged(JsonValueKind.String, name);

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
