using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Cloudflare.Kinds;

/// <summary>A kind whose resources the API deletes.</summary>
public interface IDeletableKind
{
    /// <summary>What stops working without the resource, as far as the documents tell.</summary>
    string DeletionConsequence { get; }

    /// <summary>
    /// How many resources of the kind may go at once before what goes has to be typed. 0 where others refer to a resource by its id: one that is
    /// created again has another, so a single deletion does what nothing here can mend.
    /// </summary>
    int UntypedDeletions { get; }

    /// <summary>Sends the DELETE.</summary>
    Task<ApiResult<NoResult>> DeleteAsync(AccountClient client, string id, CancellationToken cancellationToken);
}
