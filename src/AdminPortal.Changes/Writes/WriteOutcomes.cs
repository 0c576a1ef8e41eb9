using AdminPortal.Changes.Journal;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Writes;

/// <summary>What operations came to, as the journal says it.</summary>
internal static class WriteOutcomes
{
    /// <summary>Nothing was sent.</summary>
    public static ChangeOutcome GivenUp(string why, ApiFailure? failure = null) => new(JournalEvent.Abandoned) { Note = why, Answer = failure?.Answer ?? ApiAnswer.None };

    /// <summary>A write that failed for certain.</summary>
    public static ChangeOutcome Failed(ApiFailure failure) => failure switch
    {
        ApiFailure.Rejected { Answer: { IsFromWriteGuard: true, Errors: [{ Message: var refusal }, ..] } } => GivenUp(refusal ?? ""),
        ApiFailure.Rejected or ApiFailure.Throttled => new(JournalEvent.Rejected) { Answer = failure.Answer },
        ApiFailure.Unreachable { MayHaveLanded: false } unreachable => GivenUp(unreachable.Reason, failure),
        ApiFailure.Unreachable unanswered => Unanswered(unanswered, WriteFate.CannotTell, new ResourceImage.Unknown()),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>A write without an answer, and what reading has shown of it.</summary>
    /// <param name="lost">What came instead of the answer.</param>
    /// <param name="fate">What reading has shown.</param>
    /// <param name="after">The resource where the write has arrived.</param>
    public static ChangeOutcome Unanswered(ApiFailure lost, WriteFate fate, ResourceImage after) => fate switch
    {
        WriteFate.Arrived => new(JournalEvent.Applied) { Answer = lost.Answer, After = after, Note = "Its answer was lost; reading shows that it arrived." },
        WriteFate.NotArrived => new(JournalEvent.NotApplied) { Answer = lost.Answer, Note = "Its answer was lost; reading shows that it did not arrive." },
        WriteFate.CannotTell => new(JournalEvent.Unclear) { Answer = lost.Answer, Note = "Its answer was lost, and reading does not tell whether it arrived." },
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
