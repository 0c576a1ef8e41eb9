using System.Net;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Status;

/// <summary>What a credential may do with a kind, in words.</summary>
/// <param name="Tone">How good that is.</param>
/// <param name="Word">In a word or two.</param>
/// <param name="Occasion">What showed it, before the moment; null where nothing did.</param>
/// <param name="At">When it showed.</param>
/// <param name="Detail">What more there is to say, such as the permission that is needed.</param>
/// <param name="Refusal">What the API said to refuse it.</param>
public sealed record AccessWords(Tone Tone, string Word, string? Occasion = null, DateTimeOffset? At = null, string? Detail = null, ApiFailure.Rejected? Refusal = null)
{
    /// <summary>Whether the account lacks the product: a fact of the account rather than a fault of the credential.</summary>
    public bool IsOutsideSubscription { get; private init; }

    /// <summary>Whether the kind can be read: the last probe or any later read shows it.</summary>
    public static AccessWords Reading(ResourceKind kind, AccountAccess access, AccountCheck? check)
    {
        var seen = access.Reading(kind);
        if (check is not null && check.Unanswered.TryGetValue(kind, out var failure) && !(seen?.At > check.At))
        {
            return new(Tone.Warning, "No answer", "checked", check.At, $"{ReasonOf(failure)}{(seen is null ? "" : $" Before that: {Verdict(kind, seen).ToLowerInvariant()}.")}");
        }

        return seen is null ? new(Tone.Quiet, "Not checked yet") : Of(kind, seen, "seen", kind.ReadPermission);
    }

    /// <summary>Whether the kind can be written. Nothing probes that, since a probe would have to write.</summary>
    public static AccessWords Writing(ResourceKind kind, AccountAccess access) => access.Writing(kind) is { } seen
        ? Of(kind, seen, "last write", kind.WritePermission)
        : new(Tone.Quiet, "Not probed", Detail: $"Needs {kind.WritePermission}.");

    /// <summary>Why the kind cannot be read, or null where it can, as far as is known.</summary>
    public static string? ReasonAgainst(ResourceKind kind, AccountAccess access) => access.Reading(kind) switch
    {
        null or { Refusal: null } => null,
        { } seen when seen.IsOutsideSubscription(kind) => $"{kind.PluralName} are not part of this account's subscription.",
        { Refusal: { } refusal } when IsForbidden(refusal) => $"The console's credential may not read {kind.PluralName.ToLowerInvariant()} here: it needs {kind.ReadPermission}.",
        { Refusal: { } refusal } => $"The API refuses to list {kind.PluralName.ToLowerInvariant()}: {(refusal.Answer.Errors is [var first, ..] ? first.Message : $"it answers {(int?)refusal.Answer.Status}.")}",
    };

    /// <summary>The same in a word or two, for a narrow place.</summary>
    public static string ShortReason(ResourceKind kind, AccessSighting refused) => Verdict(kind, refused) switch
    {
        "Refused" when IsForbidden(refused.Refusal!) => "No permission",
        var word => word,
    };

    /// <summary>Why a call got no answer that says anything.</summary>
    public static string ReasonOf(ApiFailure failure) => failure switch
    {
        ApiFailure.Unreachable unreachable => unreachable.Reason,
        ApiFailure.Throttled => "The API is asked too often.",
        ApiFailure.Rejected => "The API refused to answer.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static AccessWords Of(ResourceKind kind, AccessSighting seen, string occasion, string permission) => seen switch
    {
        { Refusal: null } => new(Tone.Good, Verdict(kind, seen), occasion, seen.At),
        _ when seen.IsOutsideSubscription(kind) => new(Tone.Quiet, Verdict(kind, seen), occasion, seen.At, Refusal: seen.Refusal) { IsOutsideSubscription = true },
        _ => new(Tone.Bad, Verdict(kind, seen), occasion, seen.At, $"Needs {permission}.", seen.Refusal),
    };

    private static string Verdict(ResourceKind kind, AccessSighting seen) => seen switch
    {
        { Refusal: null } => "Works",
        _ when seen.IsOutsideSubscription(kind) => "Not subscribed",
        _ => "Refused",
    };

    private static bool IsForbidden(ApiFailure.Rejected refusal) =>
        refusal.Answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden || refusal.Answer.Errors.Any(error => error.Code is 10000 or 9109);
}

/// <summary>How good a finding is. It colours words and never stands for them.</summary>
public enum Tone
{
    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Neither good nor bad, or not known.</summary>
    Quiet,

    /// <summary>Somebody should look.</summary>
    Warning,

    /// <summary>Something does not work.</summary>
    Bad,
}
