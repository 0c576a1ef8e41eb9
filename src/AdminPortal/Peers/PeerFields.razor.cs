using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;

namespace AdminPortal.Peers;

/// <summary>The fields of a peer, in the form of one that is there and of a new one.</summary>
public sealed partial class PeerFields
{
    private ApiResult<IReadOnlyList<Tsig>>? _tsigs;

    /// <summary>A key's name has to match on both sides, so it is what people choose by; its secret never leaves the server.</summary>
    private IReadOnlyList<(string Value, string Text)> TsigOptions => _tsigs?.Match<IReadOnlyList<(string, string)>>(
        ok => [.. ok.Value.Select(tsig => (tsig.Id, $"{tsig.Name} ({tsig.Algo.TrimEnd('.')})"))],
        _ => []) ?? [];

    private string TsigHint => _tsigs is ApiResult<IReadOnlyList<Tsig>>.Failed
        ? "The TSIGs could not be read, so there is none to choose from. The value that is there is kept."
        : "Signs transfers. Its name has to be the same on the other side; once one peer of a zone uses a TSIG, all of the zone's peers need it.";

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => _tsigs = await ReadAsync((client, cancellationToken) => client.Helpers.ListTsigsAsync(AccountId, cancellationToken));
}
