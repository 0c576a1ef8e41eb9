using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Forms;

/// <summary>What one page leaves for the next one of the same circuit: a note, an answer, work that is not done.</summary>
public sealed class Handover
{
    private readonly Dictionary<string, HandedOver> _left = new(StringComparer.Ordinal);

    /// <summary>Leaves something for the page at <paramref name="path"/>.</summary>
    public void Leave(string path, HandedOver what) => _left[path] = what;

    /// <summary>Takes what was left for <paramref name="path"/>; it is gone then.</summary>
    public HandedOver? Take(string path) => _left.Remove(path, out var what) ? what : null;
}

/// <summary>What one page leaves for the next.</summary>
/// <param name="Notice">A sentence for the person.</param>
/// <param name="Saved">The answer to what succeeded.</param>
/// <param name="Failure">What failed on the way.</param>
/// <param name="Proposed">The input as the person wants it, where it is not sent yet.</param>
/// <param name="Title">What succeeded, in a sentence.</param>
/// <param name="Fate">What became of a write that got no answer.</param>
public sealed record HandedOver(
    string? Notice = null,
    ApiAnswer? Saved = null,
    ApiFailure? Failure = null,
    JsonObject? Proposed = null,
    string Title = "Created",
    WriteFate Fate = WriteFate.CannotTell);
