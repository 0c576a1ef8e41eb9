using System.Net;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Cloudflare.Credentials;

/// <summary>The last call that showed whether a credential may read, or write, a kind.</summary>
/// <param name="At">When it was answered.</param>
/// <param name="Refusal">What the API said to refuse it; null where it did what was asked.</param>
public sealed record AccessSighting(DateTimeOffset At, ApiFailure.Rejected? Refusal)
{
    /// <summary>Codes of reference 8 that speak of the credential or of the account's subscriptions, whatever status they come with.</summary>
    private static readonly int[] AboutAccess = [10000, 10001, 9109, 6003, 6111, .. AboutSubscription];

    private static int[] AboutSubscription => [1025, 1101, 1012];

    /// <summary>Whether the API refuses because the account lacks the product, so that no permission would help.</summary>
    public bool IsOutsideSubscription(ResourceKind kind) =>
        kind is AppKind or InterconnectKind && Refusal is { } refusal && HasCode(refusal, AboutSubscription);

    /// <summary>
    /// Whether a rejection is about who asks, and not about what was asked. A 404 or a rule that was broken says nothing of the credential.
    /// </summary>
    internal static bool IsAboutAccess(ApiFailure.Rejected rejected) =>
        rejected.Answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || HasCode(rejected, AboutAccess);

    /// <summary>Whether nothing but the time is new.</summary>
    internal bool SaysTheSameAs(AccessSighting? other) => (Refusal, other?.Refusal) switch
    {
        _ when other is null => false,
        (null, null) => true,
        ({ } one, { } two) => one.Answer.Status == two.Answer.Status
            && one.Answer.Errors.Select(error => (error.Code, error.Message)).SequenceEqual(two.Answer.Errors.Select(error => (error.Code, error.Message))),
        _ => false,
    };

    private static bool HasCode(ApiFailure.Rejected rejected, int[] codes) => rejected.Answer.Errors.Any(error => error.Code is { } code && codes.Contains(code));
}
