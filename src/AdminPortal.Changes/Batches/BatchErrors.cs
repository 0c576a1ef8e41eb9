using System.Globalization;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Batches;

/// <summary>A batch's errors, told apart by the resource that their pointer leads to.</summary>
/// <param name="errors">The envelope's errors.</param>
/// <param name="list">JSON pointer of the list in the body that was sent; empty where the body is the list.</param>
internal sealed class BatchErrors(IReadOnlyList<ApiMessage> errors, string list)
{
    /// <summary>Errors about the item at <paramref name="index"/>, their pointers beginning inside it.</summary>
    public IReadOnlyList<ApiMessage> At(int index) =>
        [.. errors.Where(error => Split(error) is { } place && place.Index == index).Select(error => error with { Source = new() { Pointer = Split(error)!.Value.Inside } })];

    /// <summary>Errors that lead to none of <paramref name="count"/> items.</summary>
    public IReadOnlyList<ApiMessage> Elsewhere(int count) => [.. errors.Where(error => Split(error) is not { } place || place.Index >= count)];

    /// <summary>Live pointers may be URI fragments (RFC 6901 section 6).</summary>
    private (int Index, string Inside)? Split(ApiMessage error)
    {
        var pointer = error.Source?.Pointer?.TrimStart('#') ?? "";
        if (!pointer.StartsWith($"{list}/", StringComparison.Ordinal))
        {
            return null;
        }

        var rest = pointer[(list.Length + 1)..];
        var end = rest.IndexOf('/', StringComparison.Ordinal);
        return int.TryParse(end < 0 ? rest : rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (index, end < 0 ? "" : rest[end..])
            : null;
    }
}
