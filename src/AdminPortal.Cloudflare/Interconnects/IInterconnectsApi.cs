using AdminPortal.Cloudflare.Envelope;
using RestEase;

namespace AdminPortal.Cloudflare.Interconnects;

/// <summary>
/// Magic CF interconnects (seed 004, reference 4.1). They are made elsewhere: there is no POST and no DELETE. The header selects the object
/// form of the health check's target, in which a saved address and the computed default can be told apart (reference 4.4).
/// </summary>
[AllowAnyStatusCode]
[Header("x-magic-new-hc-target", "true")]
public interface IInterconnectsApi
{
    /// <summary>All interconnects; no filters, no pages.</summary>
    [Get("accounts/{accountId}/magic/cf_interconnects")]
    Task<ApiResult<InterconnectList>> ListAsync([Path] string accountId, CancellationToken cancellationToken);

    /// <summary>Reads an interconnect.</summary>
    [Get("accounts/{accountId}/magic/cf_interconnects/{interconnectId}")]
    Task<ApiResult<InterconnectItem>> ReadAsync([Path] string accountId, [Path] string interconnectId, CancellationToken cancellationToken);

    /// <summary>Replaces an interconnect (seed 004).</summary>
    /// <param name="accountId">Account identifier.</param>
    /// <param name="interconnectId">Interconnect identifier.</param>
    /// <param name="validateOnly">True: check without persisting. Null: leave the parameter out.</param>
    /// <param name="interconnect">Every writable field.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Put("accounts/{accountId}/magic/cf_interconnects/{interconnectId}")]
    Task<ApiResult<InterconnectModification>> UpdateAsync(
        [Path] string accountId,
        [Path] string interconnectId,
        [Query("validate_only")] bool? validateOnly,
        [Body] InterconnectInput interconnect,
        CancellationToken cancellationToken);

    /// <summary>Has the API validate a replacement without persisting it. The answer's result is not documented (reference 10).</summary>
    [Put("accounts/{accountId}/magic/cf_interconnects/{interconnectId}?validate_only=true")]
    Task<ApiResult<NoResult>> CheckAsync([Path] string accountId, [Path] string interconnectId, [Body] InterconnectInput interconnect, CancellationToken cancellationToken);

    /// <summary>Updates many. No document types the body; it is taken as <c>{ "interconnects": [ { "id": … } ] }</c>.</summary>
    [Put("accounts/{accountId}/magic/cf_interconnects")]
    Task<ApiResult<InterconnectModifications>> UpdateManyAsync(
        [Path] string accountId,
        [Query("validate_only")] bool? validateOnly,
        [Body] InterconnectList interconnects,
        CancellationToken cancellationToken);
}
