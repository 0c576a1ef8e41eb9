namespace AdminPortal.Security.Oidc;

/// <summary>Why a sign-in at the provider came to nothing.</summary>
internal enum SignInFailure
{
    /// <summary>The answer belongs to no sign-in that this browser began, or to one that is over.</summary>
    NotBegunHere,

    /// <summary>The person, or the provider for them, said no.</summary>
    Declined,

    /// <summary>The provider answered with an error.</summary>
    ProviderRefused,

    /// <summary>The provider does not answer, or not in time.</summary>
    ProviderAway,

    /// <summary>What the provider says of itself cannot be right.</summary>
    ProviderUnfit,

    /// <summary>The provider did not take the code, or not the console's own credentials.</summary>
    CodeRefused,

    /// <summary>The answer came from another provider than was asked.</summary>
    OtherProvider,

    /// <summary>The token is not what it has to be.</summary>
    TokenInvalid,

    /// <summary>The token is over, or not valid yet.</summary>
    TokenOutOfTime,

    /// <summary>Entra left the groups out, since there are too many, and nothing else gives a role.</summary>
    TooManyGroups,

    /// <summary>The request did not come through Cloudflare Access.</summary>
    NoAssertion,

    /// <summary>What says that it came through Cloudflare Access does not stand.</summary>
    AssertionInvalid,

    /// <summary>The console cannot keep a session now.</summary>
    StoreAway,
}

/// <summary>A sign-in that is refused. Its message is for the log: it holds no token, no code and nothing that a browser sent.</summary>
internal sealed class SignInException(SignInFailure failure, string message, Exception? inner = null) : Exception(message, inner)
{
    public SignInFailure Failure { get; } = failure;

    /// <summary>The provider's own error code, where it is one.</summary>
    public string? ProviderError { get; init; }
}
