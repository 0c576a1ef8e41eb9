namespace AdminPortal.Security.Oidc;

/// <summary>A refused sign-in in words.</summary>
internal static class SignInWords
{
    /// <summary>For the journal.</summary>
    public static string Short(SignInFailure failure) => failure switch
    {
        SignInFailure.NotBegunHere => "The answer belongs to no sign-in begun in this browser",
        SignInFailure.Declined => "Declined at the provider",
        SignInFailure.ProviderRefused => "The provider answered with an error",
        SignInFailure.ProviderAway => "The provider did not answer",
        SignInFailure.ProviderUnfit => "The provider's description is not usable",
        SignInFailure.CodeRefused => "The provider did not take the code or the console's credentials",
        SignInFailure.OtherProvider => "The answer came from another provider",
        SignInFailure.TokenInvalid => "The token is not valid",
        SignInFailure.TokenOutOfTime => "The token is over or not valid yet",
        SignInFailure.TooManyGroups => "The groups are missing from the token, there are too many",
        SignInFailure.NoAssertion => "Not through Cloudflare Access",
        SignInFailure.AssertionInvalid => "The assertion of Cloudflare Access is not valid",
        SignInFailure.StoreAway => "No session could be kept",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "No such failure."),
    };

    /// <summary>For the person: what happened, and what to do.</summary>
    public static (string Happened, string Remedy) Of(SignInFailure failure) => failure switch
    {
        SignInFailure.NotBegunHere => (
            "The answer that came from the provider belongs to no sign-in that this browser has begun, or to one that is over.",
            "This happens with an old link, a page that was loaded twice, or after more than 15 minutes. Try again from here."),
        SignInFailure.Declined => ("The provider says that the sign-in was declined, by you or for you.", "If you should have access, ask whoever manages it at the provider."),
        SignInFailure.ProviderRefused => ("The provider answered with an error instead of signing you in.", "Try again. If it stays, give the reference to whoever looks after this console."),
        SignInFailure.ProviderAway => ("The provider does not answer, or too slowly. Your password and your account are not the cause.", "Wait a moment and try again."),
        SignInFailure.ProviderUnfit => (
            "The provider describes itself in a way that cannot be right, so the console does not trust it.",
            "Give the reference to whoever looks after this console; its log says what is wrong."),
        SignInFailure.CodeRefused => (
            "The provider would not finish the sign-in with this console.",
            "Try again. If it stays, the console's own credentials at the provider may have run out: give the reference to whoever looks after it."),
        SignInFailure.OtherProvider => ("The answer came from another provider than the one that was asked, so it was not used.", "Try again from here, and not from a link that somebody sent."),
        SignInFailure.TokenInvalid => (
            "What the provider sent to say who you are does not stand up to examination, so it was not used.",
            "Try again. If it stays, give the reference to whoever looks after this console."),
        SignInFailure.TokenOutOfTime => (
            "What the provider sent is already over, or not valid yet: its clock and the console's may differ.",
            "Try again. If it stays, give the reference to whoever looks after this console; the clocks have to be set."),
        SignInFailure.TooManyGroups => (
            "You are in more groups than Microsoft Entra puts into a sign-in, so it sent none of them, and nothing else gives you a role here.",
            "An administrator of Entra can mend it: assign app roles to you, or let the application's token hold only groups that are assigned to the application."),
        SignInFailure.NoAssertion => ("Your request did not come through it.", "Open the console by its public address."),
        SignInFailure.AssertionInvalid => (
            "What it says about you does not stand up to examination: it may be over, or made for another application.",
            "Load the page again. If it stays, whoever looks after this console finds the reason in its log."),
        SignInFailure.StoreAway => ("You were recognized, but the console cannot keep a session now.", "Wait a moment and try again."),
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "No such failure."),
    };
}
