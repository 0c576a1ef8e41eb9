using System.Text;

namespace AdminPortal.Changes.Store;

/// <summary>Texts that both engines take, and that they are found by.</summary>
internal static class StoreText
{
    /// <summary>The longest name of a person that is found again; a longer one is cut.</summary>
    public const int MaxPerson = 256;

    private const int MaxKey = 128;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Accounts, kinds and resources are found by these, so they are short and plain.</summary>
    /// <exception cref="ArgumentException">Empty, longer than 128 characters, or with a control character.</exception>
    public static void Check(string key, string parameter) => CheckText(key, MaxKey, parameter);

    /// <summary>The same for a person.</summary>
    /// <exception cref="ArgumentException">Empty, longer than 256 characters, or with a control character.</exception>
    public static void CheckPerson(string person) => CheckText(person, MaxPerson, nameof(person));

    private static void CheckText(string key, int longest, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key, parameter);
        if (key.Length > longest || key.Any(char.IsControl))
        {
            throw new ArgumentException($"At most {longest} characters, and no control character.", parameter);
        }

        // Half a surrogate pair is no text, which this says with an ArgumentException of its own.
        _ = Strict.GetByteCount(key);
    }

    /// <summary>The text without anything that a database refuses; cut where it is longer than all that is ever stored to be found.</summary>
    public static string? Plain(string? text) => Bounded(text, MaxPerson);

    /// <summary>At most so many characters, and none that a database refuses.</summary>
    public static string? Bounded(string? text, int length)
    {
        if (text is null)
        {
            return null;
        }

        var cut = text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(cut)).Replace('\0', '\uFFFD');
    }
}
