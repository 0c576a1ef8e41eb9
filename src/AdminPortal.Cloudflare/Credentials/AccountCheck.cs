using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Cloudflare.Credentials;

/// <summary>What one check of one account found. Whether a kind can be read stands in <see cref="AccountAccess"/>, which every later call keeps up to date.</summary>
/// <param name="At">When it ended.</param>
/// <param name="Token">The token itself.</param>
/// <param name="Listing">The account in the credential's list of accounts.</param>
/// <param name="Unanswered">The kinds whose probe got no answer, or one that says nothing about access, and why.</param>
public sealed record AccountCheck(DateTimeOffset At, TokenCheck Token, AccountListing Listing, IReadOnlyDictionary<ResourceKind, ApiFailure> Unanswered);

/// <summary>The account as the credential's list of accounts shows it. Nothing depends on it: account tokens may not list accounts at all (reference 6).</summary>
/// <param name="Account">The account; null where it was not in the list, or there is no list.</param>
/// <param name="IsComplete">Whether the whole list came.</param>
/// <param name="Failure">Why there is no list.</param>
public sealed record AccountListing(Account? Account, bool IsComplete, ApiFailure? Failure)
{
    internal static AccountListing Of(string accountId, ApiResult<IReadOnlyList<Account>> result) => result.Match(
        ok => new AccountListing(
            ok.Value.FirstOrDefault(account => string.Equals(account.Id, accountId, StringComparison.OrdinalIgnoreCase)),
            !(ok.Answer.ResultInfo?.TotalCount > ok.Value.Count),
            null),
        failure => new AccountListing(null, false, failure));
}
