using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Status;

/// <summary>What is known of a credential, in words; nothing of the credential itself.</summary>
/// <param name="Tone">How good that is.</param>
/// <param name="Text">The words.</param>
internal sealed record TokenWords(Tone Tone, string Text)
{
    /// <summary>What kind of credential it is.</summary>
    public static string KindOf(CredentialShape shape, TokenCheck? check) => (shape, check) switch
    {
        (CredentialShape.UserToken, _) => "User token (cfut_)",
        (CredentialShape.AccountToken, _) => "Account token (cfat_)",
        (CredentialShape.EmailAndKey, _) => "E-mail address with a global key",
        (CredentialShape.Token, TokenCheck.Known { Owner: TokenOwner.User }) => "Token of the older form, a user's",
        (CredentialShape.Token, TokenCheck.Known { Owner: TokenOwner.Account }) => "Token of the older form, an account's",
        (CredentialShape.Token, _) => "Token of the older form",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What the API says of the token.</summary>
    public static TokenWords StatusOf(TokenCheck? check, DateTimeOffset now) => check switch
    {
        null => new(Tone.Quiet, "Not checked yet"),
        TokenCheck.NotOffered => new(Tone.Quiet, "Cannot be checked: the API has no check for an e-mail address with a key. The kinds below show whether it works."),
        TokenCheck.Known known => known.HealthAt(now) switch
        {
            TokenHealth.Good or TokenHealth.ExpiresSoon => new(Tone.Good, "Active"),
            TokenHealth.Expired => new(Tone.Bad, "Expired: every call is refused until another token is configured."),
            TokenHealth.NotYetValid => new(Tone.Warning, "Not valid yet"),
            TokenHealth.NotActive => new(Tone.Bad, $"Not active: the API calls it \"{known.Token.Status}\"."),
            _ => throw new System.Diagnostics.UnreachableException(),
        },
        TokenCheck.Refused { Owner: TokenOwner.User } => new(Tone.Bad, "Refused as a user's token. It may have been deleted or replaced, or is tied to other IP addresses."),
        TokenCheck.Refused { Owner: TokenOwner.Account } => new(Tone.Bad, "Refused as a token of this account. It may have been deleted or replaced, belong to another account, or be tied to other IP addresses."),
        TokenCheck.Refused => new(Tone.Bad, "Refused as a user's token and as one of this account. It may have been deleted or replaced, or is tied to other IP addresses."),
        TokenCheck.Unanswered unanswered => new(Tone.Warning, $"Could not be checked. {AccessWords.ReasonOf(unanswered.Failure)}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>The same in a word or two, for a narrow place.</summary>
    public static TokenWords ShortlyOf(TokenCheck? check, DateTimeOffset now) => check switch
    {
        TokenCheck.Known known => known.HealthAt(now) switch
        {
            TokenHealth.Good => new(Tone.Good, "Active"),
            TokenHealth.ExpiresSoon => new(Tone.Warning, "Expires soon"),
            TokenHealth.Expired => new(Tone.Bad, "Expired"),
            TokenHealth.NotYetValid => new(Tone.Warning, "Not valid yet"),
            TokenHealth.NotActive => new(Tone.Bad, "Not active"),
            _ => throw new System.Diagnostics.UnreachableException(),
        },
        null => new(Tone.Quiet, "Not checked yet"),
        TokenCheck.NotOffered => new(Tone.Quiet, "Cannot be checked"),
        TokenCheck.Refused => new(Tone.Bad, "Refused"),
        TokenCheck.Unanswered => new(Tone.Warning, "No answer"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>When the token ends, or null where there is nothing to say about that.</summary>
    public static TokenWords? ExpiryOf(TokenCheck? check, DateTimeOffset now)
    {
        if (check is not TokenCheck.Known known)
        {
            return null;
        }

        return (known.Token.ExpiresOn, known.HealthAt(now)) switch
        {
            (null, TokenHealth.Expired) => null,
            (null, _) => new(Tone.Good, "Never"),
            ({ } end, TokenHealth.Expired) when end <= now => new(Tone.Bad, $"Expired {Days(now - end)} ago"),
            ({ } end, TokenHealth.ExpiresSoon) => new(Tone.Warning, $"Expires in {Days(end - now)}: have another one made before then."),
            ({ } end, _) => new(Tone.Good, $"In {Days(end - now)}"),
        };
    }

    /// <summary>What the credential's list of accounts says of this one. Nothing depends on it.</summary>
    public static TokenWords ListingOf(AccountListing? listing) => listing switch
    {
        null => new(Tone.Quiet, "Not checked yet"),
        { Account: { } account } => new(Tone.Good, $"Listed as \"{account.Name}\"{(account.Type is { } type ? $", {type}" : "")}"),
        { Failure: ApiFailure.Rejected } => new(Tone.Quiet, "The credential may not list accounts, which an account token never may. Nothing depends on it."),
        { Failure: { } failure } => new(Tone.Quiet, $"Could not be read. {AccessWords.ReasonOf(failure)} Nothing depends on it."),
        { IsComplete: true } => new(Tone.Warning, "The credential's list of accounts does not hold this one: is the id right?"),
        _ => new(Tone.Quiet, "Not among the first 50 accounts that the credential lists. Nothing depends on it."),
    };

    private static string Days(TimeSpan time) => time.TotalDays switch
    {
        < 1 => "less than a day",
        < 2 => "1 day",
        var days => $"{Math.Floor(days)} days",
    };
}
