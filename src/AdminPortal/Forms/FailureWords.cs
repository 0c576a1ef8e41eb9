using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Forms;

/// <summary>A failure told in words: what it is, and what to do next. The API's own words stand beside it, verbatim.</summary>
/// <param name="Title">What happened.</param>
/// <param name="NextStep">What a person can do about it.</param>
public sealed record FailureWords(string Title, string NextStep)
{
    /// <summary>The words for a failure of a call about <paramref name="kind"/>.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="kind">The kind that the call was about.</param>
    /// <param name="isWrite">Whether something was to be changed.</param>
    /// <param name="fate">What became of a write that got no answer.</param>
    /// <param name="isNew">Whether the write was to create the resource: there is no id then by which it could be read again.</param>
    /// <param name="isList">Whether all of the kind was asked for.</param>
    public static FailureWords Of(
        ApiFailure failure, ResourceKind kind, bool isWrite = false, WriteFate fate = WriteFate.CannotTell, bool isNew = false, bool isList = false)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return failure switch
        {
            _ when ReferenceEquals(failure, ApiFailures.UnknownAccount) => new(
                "This console has no such account",
                "The account id in the address is none of the configured ones. The overview leads to those that are."),
            ApiFailure.Rejected rejected => RefusalWords.Of(rejected, kind, isWrite, isAboutAll: isList || (isNew && isWrite)),
            ApiFailure.Throttled throttled => new(
                "The API is asked too often",
                $"{Untouched(isWrite)}{(throttled.RetryAfter is { } wait ? $"It asks to wait {Waiting(wait)}." : "It does not say how long to wait; five minutes is its rule.")} Then try again."),
            ApiFailure.Unreachable { MayHaveLanded: true } unanswered when fate == WriteFate.NotArrived => new(
                "The change did not arrive",
                $"{unanswered.Reason} The resource was read again and is as it was. Nothing is sent twice by itself: review and save once more."),
            ApiFailure.Unreachable { MayHaveLanded: true } unclear when isNew => new(
                $"It is not known whether the {kind.Name.ToLowerInvariant()} was created",
                $"{unclear.Reason} Look for it in the list of {kind.PluralName.ToLowerInvariant()} before you create it again. Nothing is sent twice by itself."),
            ApiFailure.Unreachable { MayHaveLanded: true } unclear => new(
                "It is not known whether the change was carried out",
                $"{unclear.Reason} Read the resource again before anything else: it shows whether the change arrived. Nothing is sent twice."),
            ApiFailure.Unreachable unreachable => OfUnreachable(unreachable, isWrite),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static FailureWords OfUnreachable(ApiFailure.Unreachable unreachable, bool isWrite) => (int?)unreachable.Answer.Status switch
    {
        null => new(
            "The API cannot be reached",
            $"{unreachable.Reason} {Untouched(isWrite)}Try again in a moment; if it lasts, look at the network between this console and the API."),
        >= 500 => new(
            "The API failed",
            $"{unreachable.Reason} {Untouched(isWrite)}Try again in a moment; if it lasts, look at www.cloudflarestatus.com, and ask Cloudflare's support with the ray id."),
        _ => new(
            "The API's answer cannot be understood",
            $"{unreachable.Reason} {Untouched(isWrite)}A proxy or a sign-in page may have answered in its place. Try again; if it lasts, look at the network between this console and the API."),
    };

    private static string Untouched(bool isWrite) => isWrite ? "Nothing was changed. " : "";

    private static string Waiting(TimeSpan wait) => Math.Ceiling(wait.TotalSeconds) switch
    {
        1 => "1 second",
        < 90 and var seconds => $"{seconds} seconds",
        _ => $"{Math.Ceiling(wait.TotalMinutes)} minutes",
    };
}

/// <summary>Failures that are found before any call.</summary>
public static class ApiFailures
{
    /// <summary>The address names an account that is not configured.</summary>
    public static ApiFailure UnknownAccount { get; } = new ApiFailure.Rejected(ApiAnswer.None);
}
