using AdminPortal.Cloudflare.Envelope;
using RestEase;

namespace AdminPortal.Cloudflare.Apps;

/// <summary>Magic account apps (seed 001, reference 3.1). There is no call that reads one app.</summary>
[AllowAnyStatusCode]
public interface IAppsApi
{
    /// <summary>Account apps and managed apps together; no filters, no pages.</summary>
    [Get("accounts/{accountId}/magic/apps")]
    Task<ApiResult<IReadOnlyList<App>>> ListAsync([Path] string accountId, CancellationToken cancellationToken);

    /// <summary>Creates an account app; answers 201.</summary>
    [Post("accounts/{accountId}/magic/apps")]
    Task<ApiResult<App>> CreateAsync([Path] string accountId, [Body] AppInput app, CancellationToken cancellationToken);

    /// <summary>Replaces an account app (seed 001).</summary>
    [Put("accounts/{accountId}/magic/apps/{accountAppId}")]
    Task<ApiResult<App>> UpdateAsync([Path] string accountId, [Path] string accountAppId, [Body] AppInput app, CancellationToken cancellationToken);

    /// <summary>Changes the members that are sent; same schema as PUT (reference 3.1).</summary>
    [Patch("accounts/{accountId}/magic/apps/{accountAppId}")]
    Task<ApiResult<App>> PatchAsync([Path] string accountId, [Path] string accountAppId, [Body] AppInput app, CancellationToken cancellationToken);

    /// <summary>Deletes an account app; answers with it, of which nothing is needed any more.</summary>
    [Delete("accounts/{accountId}/magic/apps/{accountAppId}")]
    Task<ApiResult<NoResult>> DeleteAsync([Path] string accountId, [Path] string accountAppId, CancellationToken cancellationToken);
}
