using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Lists;

/// <summary>The choices of a filter, as the account's own answer gives them.</summary>
/// <param name="Options">Value and text of each choice.</param>
/// <param name="Trouble">Why there are none yet, in a sentence; null where there are.</param>
public sealed record AskedChoices(IReadOnlyList<(string Value, string Text)> Options, string? Trouble)
{
    /// <summary>While they are asked for.</summary>
    public static AskedChoices Asking { get; } = new([], "Reading the choices…");

    /// <summary>What came.</summary>
    public static AskedChoices From(ApiResult<IReadOnlyList<(string Value, string Text)>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Match(ok => new AskedChoices(ok.Value, null), _ => new AskedChoices([], "The choices could not be read; close the filters and open them again to try once more."));
    }
}
