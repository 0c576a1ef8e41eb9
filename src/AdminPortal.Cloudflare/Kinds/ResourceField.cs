namespace AdminPortal.Cloudflare.Kinds;

/// <summary>One field of an input: where it lies in the JSON, what people call it, and how two of its values compare.</summary>
/// <param name="Pointer">JSON pointer (RFC 6901) such as <c>/ip/ipv4/ip_addr</c>. A list's or map's pointer covers its items.</param>
/// <param name="Label">The label in forms, reviews and messages.</param>
/// <param name="Meaning">How two values compare.</param>
/// <param name="WhenEmptied">What is sent when a person empties the field.</param>
public sealed record ResourceField(string Pointer, string Label, FieldMeaning Meaning = FieldMeaning.Text, WhenEmptied WhenEmptied = WhenEmptied.LeaveOut)
{
    /// <summary>Whether the server puts a value of its own where a new resource leaves the field out.</summary>
    public bool IsFilledIn { get; init; }

    /// <summary>Whether <paramref name="pointer"/> is this field or something inside it.</summary>
    public bool Covers(string pointer)
    {
        ArgumentNullException.ThrowIfNull(pointer);
        return pointer.StartsWith(Pointer, StringComparison.Ordinal) && (pointer.Length == Pointer.Length || pointer[Pointer.Length] == '/');
    }
}

/// <summary>How two values of a field compare.</summary>
public enum FieldMeaning
{
    /// <summary>To the letter.</summary>
    Text,

    /// <summary>As an IP address: spelling does not matter (user-pains 5).</summary>
    Address,

    /// <summary>As an address with a prefix length.</summary>
    Cidr,

    /// <summary>A host name: case does not matter.</summary>
    Hostname,
}

/// <summary>What is sent for a field that a person emptied.</summary>
public enum WhenEmptied
{
    /// <summary>The member is left out: PUT replaces.</summary>
    LeaveOut,

    /// <summary>The empty string is sent.</summary>
    SendEmpty,
}
