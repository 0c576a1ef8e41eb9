using AdminPortal.Cloudflare.Envelope;
using RestEase;

namespace AdminPortal.Cloudflare.Helpers;

/// <summary>Read-only calls that the forms and the health check need (reference 6).</summary>
[AllowAnyStatusCode]
public interface IHelpersApi
{
    /// <summary>Virtual networks. Unless <paramref name="isDeleted"/> is false, deleted ones are included.</summary>
    [Get("accounts/{accountId}/teamnet/virtual_networks")]
    Task<ApiResult<IReadOnlyList<VirtualNetwork>>> ListVirtualNetworksAsync(
        [Path] string accountId,
        [Query("id")] string? id,
        [Query("name")] string? name,
        [Query("is_default_network")] bool? isDefaultNetwork,
        [Query("is_deleted")] bool? isDeleted,
        CancellationToken cancellationToken);

    /// <summary>TSIGs. The API answers with their secrets in clear; they are dropped while deserializing.</summary>
    [Get("accounts/{accountId}/secondary_dns/tsigs")]
    Task<ApiResult<IReadOnlyList<Tsig>>> ListTsigsAsync([Path] string accountId, CancellationToken cancellationToken);

    /// <summary>Checks a user token; account tokens get 401 or 403 here.</summary>
    [Get("user/tokens/verify")]
    Task<ApiResult<TokenStatus>> VerifyUserTokenAsync(CancellationToken cancellationToken);

    /// <summary>Checks an account token.</summary>
    [Get("accounts/{accountId}/tokens/verify")]
    Task<ApiResult<TokenStatus>> VerifyAccountTokenAsync([Path] string accountId, CancellationToken cancellationToken);

    /// <summary>Accounts that the credential sees; account tokens may not list them (reference 6).</summary>
    /// <param name="name">Only accounts of this name.</param>
    /// <param name="page">From 1.</param>
    /// <param name="perPage">5 to 50.</param>
    /// <param name="direction"><c>asc</c> or <c>desc</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Get("accounts")]
    Task<ApiResult<IReadOnlyList<Account>>> ListAccountsAsync(
        [Query("name")] string? name,
        [Query("page")] int? page,
        [Query("per_page")] int? perPage,
        [Query("direction")] string? direction,
        CancellationToken cancellationToken);
}
