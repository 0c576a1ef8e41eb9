using System.Diagnostics;

namespace AdminPortal.Changes.Sessions;

/// <summary>Why sessions end, in words.</summary>
public static class SessionWords
{
    /// <summary>What to tell somebody whose session has ended.</summary>
    public static string Of(SessionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return $"{Why(state)} Sign in again; what was typed is kept as a draft.";
    }

    /// <summary>The end of a session as the journal has it.</summary>
    internal static string Note(SessionEnd end) => end switch
    {
        SessionEnd.SignedOut => "Signed out.",
        SessionEnd.SignedOutAtProvider => "Signed out at the provider.",
        SessionEnd.EndedByAdministrator => "Ended by an administrator.",
        SessionEnd.Idle => "Nothing was done for too long.",
        SessionEnd.TooOld => "It reached its longest duration.",
        SessionEnd.Unknown => "Not known.",
        _ => throw new UnreachableException(),
    };

    private static string Why(SessionState state) => state.End switch
    {
        SessionEnd.SignedOut => "You have signed out, perhaps in another tab.",
        SessionEnd.SignedOutAtProvider => "You were signed out at the identity provider.",
        SessionEnd.EndedByAdministrator => $"{state.By ?? "An administrator"} has ended your session.",
        SessionEnd.Idle => "Your session has ended, because nothing was done in it for a while.",
        SessionEnd.TooOld => "Your session has reached its longest duration.",
        SessionEnd.Unknown => "Your session is not known any more.",
        null => throw new ArgumentException("It goes on.", nameof(state)),
        _ => throw new UnreachableException(),
    };
}
