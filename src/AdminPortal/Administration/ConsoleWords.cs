using System.Diagnostics;
using AdminPortal.Changes.Access;
using AdminPortal.Status;

namespace AdminPortal.Administration;

/// <summary>The entries of the console's own journal in words.</summary>
internal static class ConsoleWords
{
    public static string Of(ConsoleEventKind what) => what switch
    {
        ConsoleEventKind.SignedIn => "Signed in",
        ConsoleEventKind.SignInRefused => "Sign-in refused",
        ConsoleEventKind.SignedOut => "Session ended",
        ConsoleEventKind.RoleChanged => "Roles changed",
        ConsoleEventKind.Refused => "Refused",
        ConsoleEventKind.ReadOnlyBegan => "Read-only began",
        ConsoleEventKind.ReadOnlyEnded => "Read-only ended",
        _ => throw new UnreachableException(),
    };

    public static Tone ToneOf(ConsoleEventKind what) => what switch
    {
        ConsoleEventKind.SignedIn => Tone.Good,
        ConsoleEventKind.SignInRefused or ConsoleEventKind.Refused => Tone.Bad,
        ConsoleEventKind.SignedOut or ConsoleEventKind.ReadOnlyEnded => Tone.Quiet,
        ConsoleEventKind.RoleChanged or ConsoleEventKind.ReadOnlyBegan => Tone.Warning,
        _ => throw new UnreachableException(),
    };

    /// <summary>What else the entry says, the person's own reason first.</summary>
    public static string DetailsOf(ConsoleEvent happened) => string.Join(" — ", new[] { happened.Reason, happened.Note }.OfType<string>());
}
