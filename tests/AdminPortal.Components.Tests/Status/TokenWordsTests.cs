using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;
using AdminPortal.Status;

namespace AdminPortal.Components.Tests.Status;

public sealed class TokenWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
    private static readonly ApiFailure.Rejected No = new(ApiAnswer.None);

    [Theory]
    [InlineData("active", null, Tone.Good, "Active", Tone.Good, "Never")]
    [InlineData("active", 90.5, Tone.Good, "Active", Tone.Good, "In 90 days")]
    [InlineData("active", 30.0, Tone.Good, "Active", Tone.Warning, "Expires in 30 days")]
    [InlineData("active", 1.5, Tone.Good, "Active", Tone.Warning, "Expires in 1 day")]
    [InlineData("active", 0.5, Tone.Good, "Active", Tone.Warning, "Expires in less than a day")]
    [InlineData("active", -3.0, Tone.Bad, "Expired", Tone.Bad, "Expired 3 days ago")]
    [InlineData("expired", -3.0, Tone.Bad, "Expired", Tone.Bad, "Expired 3 days ago")]
    [InlineData("disabled", 90.5, Tone.Bad, "Not active", Tone.Good, "In 90 days")]
    public void Token_WithAnExpiry_IsToldInWords(string status, double? days, Tone tone, string words, Tone expiryTone, string expiry)
    {
        TokenCheck check = new TokenCheck.Known(TokenOwner.User, new() { Status = status, ExpiresOn = days is { } count ? Now.AddDays(count) : null });

        Assert.Equal(tone, TokenWords.StatusOf(check, Now).Tone);
        Assert.StartsWith(words, TokenWords.StatusOf(check, Now).Text, StringComparison.Ordinal);
        Assert.Equal(expiryTone, TokenWords.ExpiryOf(check, Now)!.Tone);
        Assert.StartsWith(expiry, TokenWords.ExpiryOf(check, Now)!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Token_ThatWasNotChecked_SaysWhy()
    {
        Assert.Equal(new(Tone.Quiet, "Not checked yet"), TokenWords.StatusOf(null, Now));
        Assert.Contains("no check for an e-mail address", TokenWords.StatusOf(new TokenCheck.NotOffered(), Now).Text, StringComparison.Ordinal);
        Assert.Equal(
            new(Tone.Warning, "Could not be checked. The API did not answer in time."),
            TokenWords.StatusOf(new TokenCheck.Unanswered(new ApiFailure.Unreachable("The API did not answer in time.", false, ApiAnswer.None)), Now));
        Assert.All<TokenCheck?>([null, new TokenCheck.NotOffered(), new TokenCheck.Refused(null, No)], check => Assert.Null(TokenWords.ExpiryOf(check, Now)));
    }

    [Theory]
    [InlineData(TokenOwner.User, "as a user's token.")]
    [InlineData(TokenOwner.Account, "as a token of this account.")]
    [InlineData(null, "as a user's token and as one of this account.")]
    public void Token_ThatIsRefused_SaysAsWhat(TokenOwner? owner, string words)
    {
        var (tone, text) = TokenWords.StatusOf(new TokenCheck.Refused(owner, No), Now);

        Assert.Equal(Tone.Bad, tone);
        Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CredentialShape.UserToken, null, "User token (cfut_)")]
    [InlineData(CredentialShape.AccountToken, null, "Account token (cfat_)")]
    [InlineData(CredentialShape.EmailAndKey, null, "E-mail address with a global key")]
    [InlineData(CredentialShape.Token, null, "Token of the older form")]
    [InlineData(CredentialShape.Token, TokenOwner.User, "Token of the older form, a user's")]
    [InlineData(CredentialShape.Token, TokenOwner.Account, "Token of the older form, an account's")]
    public void Credential_OfAShape_IsNamedWithoutAnythingOfItself(CredentialShape shape, TokenOwner? owner, string words) =>
        Assert.Equal(words, TokenWords.KindOf(shape, owner is { } known ? new TokenCheck.Known(known, new()) : null));

    [Fact]
    public void Listing_OfAnyOutcome_SaysThatNothingDependsOnIt()
    {
        Assert.Equal("Listed as \"Example\", enterprise", TokenWords.ListingOf(new(new Account { Name = "Example", Type = "enterprise" }, true, null)).Text);
        Assert.Equal(Tone.Warning, TokenWords.ListingOf(new(null, true, null)).Tone);
        Assert.All(
            [new(null, false, null), new(null, false, No), new AccountListing(null, false, new ApiFailure.Throttled(null, ApiAnswer.None))],
            listing => Assert.EndsWith("Nothing depends on it.", TokenWords.ListingOf(listing).Text, StringComparison.Ordinal));
    }
}
