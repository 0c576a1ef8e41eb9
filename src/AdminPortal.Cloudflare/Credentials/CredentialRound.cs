using System.Net;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Cloudflare.Credentials;

/// <summary>One check of one credential in every account that it is configured for. What the API says of the credential alone is asked once.</summary>
internal sealed class CredentialRound(IReadOnlyList<AccountClient> accounts, IReadOnlyList<ResourceKind> kinds, TimeProvider clock)
{
    private const int LongestPage = 50;

    private CredentialShape Shape => accounts[0].Credential.Shape;

    /// <summary>By account id. Failures are findings; nothing throws but a cancellation.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, AccountCheck>>> RunAsync(CancellationToken cancellationToken)
    {
        var asUser = Shape is CredentialShape.UserToken or CredentialShape.Token ? accounts[0].Helpers.VerifyUserTokenAsync(cancellationToken) : null;
        var listing = accounts[0].Helpers.ListAccountsAsync(name: null, page: 1, LongestPage, direction: null, cancellationToken);
        return await Task.WhenAll(accounts.Select(account => CheckAsync(account, asUser, listing, cancellationToken)));
    }

    private async Task<KeyValuePair<string, AccountCheck>> CheckAsync(
        AccountClient account,
        Task<ApiResult<TokenStatus>>? asUser,
        Task<ApiResult<IReadOnlyList<Account>>> listing,
        CancellationToken cancellationToken)
    {
        var token = VerifyAsync(account, asUser, cancellationToken);
        var probes = await Task.WhenAll(kinds.Select(kind => ProbeAsync(account, kind, cancellationToken)));
        return new(account.AccountId, new(
            At: clock.GetUtcNow(),
            await token,
            AccountListing.Of(account.AccountId, await listing),
            probes.Where(probe => probe.Unanswered is not null).ToDictionary(probe => probe.Kind, probe => probe.Unanswered!)));
    }

    /// <summary>The call that the token's shape asks for; where it asks for none, the user's first and, if that is refused, the account's (reference 6).</summary>
    private async Task<TokenCheck> VerifyAsync(AccountClient account, Task<ApiResult<TokenStatus>>? asUser, CancellationToken cancellationToken)
    {
        if (Shape == CredentialShape.EmailAndKey)
        {
            return new TokenCheck.NotOffered();
        }

        if (asUser is not null && await asUser is var result && (Shape == CredentialShape.UserToken || !IsNoUsers(result)))
        {
            return TokenCheck.Of(TokenOwner.User, result);
        }

        var asAccount = await account.Helpers.VerifyAccountTokenAsync(account.AccountId, cancellationToken);
        return TokenCheck.Of(TokenOwner.Account, asAccount, isOnlyGuess: Shape == CredentialShape.Token);
    }

    private static bool IsNoUsers(ApiResult<TokenStatus> result) =>
        result is ApiResult<TokenStatus>.Failed { Failure: ApiFailure.Rejected { Answer.Status: HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden } };

    private static async Task<(ResourceKind Kind, ApiFailure? Unanswered)> ProbeAsync(AccountClient account, ResourceKind kind, CancellationToken cancellationToken)
    {
        var failure = (await kind.ProbeAsync(account, cancellationToken)).Match<ApiFailure?>(_ => null, failure => failure);
        if (failure is ApiFailure.Rejected rejected)
        {
            account.Access.RefuseReading(kind, rejected);
            return (kind, null);
        }

        return (kind, failure);
    }
}
