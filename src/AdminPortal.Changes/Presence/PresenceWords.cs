using System.Text.Json;
using System.Text.Json.Serialization;
using AdminPortal.Changes.Signals;

namespace AdminPortal.Changes.Presence;

/// <summary>What instances tell each other of their open forms.</summary>
/// <remarks>Every opening and closing raises the sender's <see cref="Revision"/> by one, so whoever misses a word sees it by the next one and asks for the whole.</remarks>
/// <param name="From">The instance that tells; a restarted one is another.</param>
/// <param name="Revision">How often a form was opened or closed there, this time included.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Alive), "alive")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(Whole), "whole")]
internal abstract record PresenceWord(string From, long Revision)
{
    /// <summary>A form was opened.</summary>
    public sealed record Opened(string From, long Revision, ToldForm Form) : PresenceWord(From, Revision);

    /// <summary>The form of a <see cref="ToldForm.Number"/> was closed.</summary>
    public sealed record Closed(string From, long Revision, long Number) : PresenceWord(From, Revision);

    /// <summary>The instance lives, and nothing has changed since <see cref="Revision"/>.</summary>
    public sealed record Alive(string From, long Revision) : PresenceWord(From, Revision);

    /// <summary>Somebody asks for the whole of one instance, or of every one.</summary>
    public sealed record Asked(string From, long Revision, string? Of) : PresenceWord(From, Revision);

    /// <summary>A part of all that is open there as of a revision; parts are numbered from 0.</summary>
    public sealed record Whole(string From, long Revision, int Part, bool IsLast, IReadOnlyList<ToldForm> Forms) : PresenceWord(From, Revision);

    /// <summary>As text, or null where it is longer than a word may be.</summary>
    public string? Write()
    {
        var text = JsonSerializer.Serialize(this);
        return SizeOf(text) <= ISignals.MaxText ? text : null;
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null for anything else, such as the words of another version.</summary>
    public static PresenceWord? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<PresenceWord>(text);
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>All forms, in as many words as they need.</summary>
    public static IEnumerable<Whole> WholeOf(string from, long revision, IEnumerable<ToldForm> forms)
    {
        List<ToldForm> part = [];
        var (number, size) = (0, 0);
        foreach (var form in forms)
        {
            var more = SizeOf(JsonSerializer.Serialize(form));
            if (size + more > ISignals.MaxText - RoomForTheRest)
            {
                yield return new(from, revision, number++, IsLast: false, part);
                (part, size) = ([], 0);
            }

            part.Add(form);
            size += more;
        }

        yield return new(from, revision, number, IsLast: true, part);
    }

    /// <summary>Whether a form fits into a word: its resource's id comes from an address, where anybody may write anything.</summary>
    public static bool Fits(ToldForm form) => SizeOf(JsonSerializer.Serialize(form)) <= ISignals.MaxText - RoomForTheRest;

    private const int RoomForTheRest = 500;

    /// <summary>A word travels as a string inside of another JSON text, where each quote takes more room.</summary>
    private static int SizeOf(string text) => JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length;
}

/// <summary>A form as other instances are told of it.</summary>
/// <param name="Number">Tells it from the other forms of its instance.</param>
/// <param name="Place">The resource.</param>
/// <param name="Form">Who has it open, and since when.</param>
internal sealed record ToldForm(long Number, FormPlace Place, OpenForm Form);
