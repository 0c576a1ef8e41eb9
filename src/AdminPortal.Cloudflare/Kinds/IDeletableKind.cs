using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Cloudflare.Kinds;

/// <summary>A kind whose resources the API deletes.</summary>
public interface IDeletableKind
{
    /// <summary>What stops working without the resource, as far as the documents tell.</summary>
    string DeletionConsequence { get; }

    /// <summary>Sends the DELETE.</summary>
    Task<ApiResult<NoResult>> DeleteAsync(AccountClient client, string id, CancellationToken cancellationToken);
}
