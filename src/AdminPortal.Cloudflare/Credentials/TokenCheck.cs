using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;

namespace AdminPortal.Cloudflare.Credentials;

/// <summary>What came of asking the API about the token itself.</summary>
public abstract record TokenCheck
{
    /// <summary>From how long before its end a token's expiry is a warning.</summary>
    public static readonly TimeSpan ExpiresSoon = TimeSpan.FromDays(30);

    private TokenCheck()
    {
    }

    /// <summary>The credential is an e-mail address with a key, for which the API has no such call (reference 6).</summary>
    public sealed record NotOffered : TokenCheck;

    /// <summary>The API knows the token.</summary>
    /// <param name="Owner">Whose it is.</param>
    /// <param name="Token">What the API says of it.</param>
    public sealed record Known(TokenOwner Owner, TokenStatus Token) : TokenCheck
    {
        /// <summary>What that means at a moment.</summary>
        public TokenHealth HealthAt(DateTimeOffset now) => Token switch
        {
            { Status: "expired" } => TokenHealth.Expired,
            { ExpiresOn: { } end } when end <= now => TokenHealth.Expired,
            { Status: not (null or "active") } => TokenHealth.NotActive,
            { NotBefore: { } begin } when begin > now => TokenHealth.NotYetValid,
            { ExpiresOn: { } end } when end - now <= ExpiresSoon => TokenHealth.ExpiresSoon,
            _ => TokenHealth.Good,
        };
    }

    /// <summary>The API does not accept the token where it was asked about it. The token may work all the same: the kinds show that.</summary>
    /// <param name="Owner">Whose it was taken for; null where the API refused it as a user's and as an account's.</param>
    /// <param name="Failure">What the API said.</param>
    public sealed record Refused(TokenOwner? Owner, ApiFailure.Rejected Failure) : TokenCheck;

    /// <summary>No answer, or one that says nothing about the token.</summary>
    public sealed record Unanswered(ApiFailure Failure) : TokenCheck;

    internal static TokenCheck Of(TokenOwner owner, ApiResult<TokenStatus> result, bool isOnlyGuess = false) => result.Match<TokenCheck>(
        ok => new Known(owner, ok.Value),
        failure => failure is ApiFailure.Rejected rejected ? new Refused(isOnlyGuess ? null : owner, rejected) : new Unanswered(failure));
}

/// <summary>Whose a token is.</summary>
public enum TokenOwner
{
    /// <summary>A user's.</summary>
    User,

    /// <summary>An account's.</summary>
    Account,
}

/// <summary>Whether a token can be used, and for how long.</summary>
public enum TokenHealth
{
    /// <summary>It works, and goes on doing so.</summary>
    Good,

    /// <summary>It works, and ends within <see cref="TokenCheck.ExpiresSoon"/>.</summary>
    ExpiresSoon,

    /// <summary>It is over.</summary>
    Expired,

    /// <summary>It is not valid yet.</summary>
    NotYetValid,

    /// <summary>The API gives it a status other than <c>active</c>.</summary>
    NotActive,
}
