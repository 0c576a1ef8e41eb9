using AdminPortal.Changes;
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
    /// <param name="intent">What the write was to do.</param>
    /// <param name="isList">Whether all of the kind was asked for.</param>
    public static FailureWords Of(
        ApiFailure failure,
        ResourceKind kind,
        bool isWrite = false,
        WriteFate fate = WriteFate.CannotTell,
        WriteIntent intent = WriteIntent.Update,
        bool isList = false)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return failure switch
        {
            _ when ReferenceEquals(failure, ApiFailures.UnknownAccount) => new(
                "This console has no such account",
                "The account id in the address is none of the configured ones. The overview leads to those that are."),
            ApiFailure.Rejected rejected => RefusalWords.Of(rejected, kind, isWrite, isAboutAll: isList || (intent == WriteIntent.Creation && isWrite)),
            ApiFailure.Throttled throttled => new(
                "The API is asked too often",
                $"{Untouched(isWrite)}{(throttled.RetryAfter is { } wait ? $"It asks to wait {Waiting(wait)}." : "It does not say how long to wait; five minutes is its rule.")} Then try again."),
            ApiFailure.Unreachable { MayHaveLanded: true } unanswered => OfUnanswered(unanswered, kind.Name.ToLowerInvariant(), kind.PluralName.ToLowerInvariant(), intent, fate == WriteFate.NotArrived),
            ApiFailure.Unreachable unreachable => OfUnreachable(unreachable, isWrite),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static FailureWords OfUnanswered(ApiFailure.Unreachable lost, string name, string plural, WriteIntent intent, bool isKnownToBeLost) => (intent, isKnownToBeLost) switch
    {
        (WriteIntent.Creation, true) => new(
            $"The {name} was not created",
            $"{lost.Reason} The list was read again and holds no such {name}. Nothing is sent twice by itself: review and create it once more."),
        (WriteIntent.Creation, false) => new(
            $"It is not known whether the {name} was created",
            $"{lost.Reason} Look for it in the list of {plural} before you create it again. Nothing is sent twice by itself."),
        (WriteIntent.Deletion, true) => new(
            $"The {name} was not deleted",
            $"{lost.Reason} It was read again and is there as it was. Nothing is sent twice by itself: delete it once more."),
        (WriteIntent.Deletion, false) => new(
            $"It is not known whether the {name} was deleted",
            $"{lost.Reason} Read it again before anything else: it shows whether the {name} is still there. Nothing is sent twice by itself."),
        (_, true) => new(
            "The change did not arrive",
            $"{lost.Reason} The resource was read again and is as it was. Nothing is sent twice by itself: review and save once more."),
        (_, false) => new(
            "It is not known whether the change was carried out",
            $"{lost.Reason} Read the resource again before anything else: it shows whether the change arrived. Nothing is sent twice."),
    };

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

/// <summary>What a write is to do.</summary>
public enum WriteIntent
{
    /// <summary>To change a resource that is there.</summary>
    Update,

    /// <summary>To make a new one: there is no id by which it could be read again.</summary>
    Creation,

    /// <summary>To take one away.</summary>
    Deletion,
}

/// <summary>Failures that are found before any call.</summary>
public static class ApiFailures
{
    /// <summary>The address names an account that is not configured.</summary>
    public static ApiFailure UnknownAccount { get; } = new ApiFailure.Rejected(ApiAnswer.None);
}
