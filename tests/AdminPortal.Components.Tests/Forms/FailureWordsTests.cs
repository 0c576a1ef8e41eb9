using System.Net;
using AdminPortal.Changes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Forms;

namespace AdminPortal.Components.Tests.Forms;

public sealed class FailureWordsTests
{
    [Fact]
    public void Forbidden_OfAWrite_NamesThePermissionThatItNeeds()
    {
        var words = Rejected(HttpStatusCode.Forbidden, isWrite: true);

        Assert.Equal("The API forbids this", words.Title);
        Assert.StartsWith("Nothing was changed, and what you typed is still here.", words.NextStep, StringComparison.Ordinal);
        Assert.Contains("changing peers needs Account Settings Write", words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Forbidden_OfARead_SpeaksOfNoChange()
    {
        var words = Rejected(HttpStatusCode.Forbidden, isWrite: false);

        Assert.DoesNotContain("changed", words.NextStep, StringComparison.Ordinal);
        Assert.Contains("permission for peers", words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void NotFound_OfAKind_NamesTheKindAndItsList()
    {
        var words = Rejected(HttpStatusCode.NotFound, isWrite: true);

        Assert.Equal("There is no such peer", words.Title);
        Assert.Contains("list of peers", words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_OfAWrite_SaysThatNothingChangedAndNothingIsLost() =>
        Assert.Equal(
            new FailureWords("The API refused the change", "Nothing was changed, and what you typed is still here. Correct what its words speak of, then send it again."),
            Rejected(HttpStatusCode.BadRequest, isWrite: true, new ApiMessage { Message = "no" }));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Refused_WithoutAWord_SaysWhoCanTellWhy(bool isWrite) =>
        Assert.EndsWith("It gave no reason: Cloudflare's support can tell, by the ray id.", Rejected(HttpStatusCode.BadRequest, isWrite).NextStep, StringComparison.Ordinal);

    [Fact]
    public void Throttled_OfARead_DoesNotSpeakOfChanges() =>
        Assert.DoesNotContain("changed", FailureWords.Of(new ApiFailure.Throttled(null, ApiAnswer.None), PeerKind.Instance).NextStep, StringComparison.Ordinal);

    [Fact]
    public void Refused_OfARead_PointsAtTheApisOwnWords() =>
        Assert.Equal(new FailureWords("The API refused to answer", "Its own words stand below."), Rejected(HttpStatusCode.BadRequest, isWrite: false, new ApiMessage { Message = "no" }));

    [Theory]
    [InlineData(1.0, "It asks to wait 1 second.")]
    [InlineData(29.2, "It asks to wait 30 seconds.")]
    [InlineData(120.0, "It asks to wait 2 minutes.")]
    [InlineData(null, "five minutes is its rule")]
    public void Throttled_WithOrWithoutAWait_SaysHowLong(double? seconds, string sentence)
    {
        var words = FailureWords.Of(new ApiFailure.Throttled(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null, ApiAnswer.None), PeerKind.Instance, isWrite: true);

        Assert.Equal("The API is asked too often", words.Title);
        Assert.Contains("Nothing was changed.", words.NextStep, StringComparison.Ordinal);
        Assert.Contains(sentence, words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreachable_BeforeSending_SaysThatNothingChanged()
    {
        var words = FailureWords.Of(new ApiFailure.Unreachable("No connection.", MayHaveLanded: false, ApiAnswer.None), PeerKind.Instance, isWrite: true);

        Assert.Equal("The API cannot be reached", words.Title);
        Assert.StartsWith("No connection. Nothing was changed.", words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreachable_AfterSending_SaysThatNobodyKnowsAndToReadAgain()
    {
        var words = FailureWords.Of(new ApiFailure.Unreachable("It broke.", MayHaveLanded: true, ApiAnswer.None), PeerKind.Instance, isWrite: true);

        Assert.Contains("not known", words.Title, StringComparison.Ordinal);
        Assert.Contains("Read the resource again", words.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing was changed", words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreachable_FoundNotToHaveArrived_SaysSoAndThatNothingIsSentByItself()
    {
        var words = FailureWords.Of(new ApiFailure.Unreachable("It broke.", MayHaveLanded: true, ApiAnswer.None), PeerKind.Instance, isWrite: true, WriteFate.NotArrived);

        Assert.Equal("The change did not arrive", words.Title);
        Assert.Contains("is as it was", words.NextStep, StringComparison.Ordinal);
        Assert.Contains("Nothing is sent twice by itself", words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreachable_OfACreation_PointsAtTheListBecauseThereIsNothingToReadAgain()
    {
        var words = FailureWords.Of(new ApiFailure.Unreachable("It broke.", MayHaveLanded: true, ApiAnswer.None), PeerKind.Instance, isWrite: true, intent: WriteIntent.Creation);

        Assert.Equal("It is not known whether the peer was created", words.Title);
        Assert.Contains("in the list of peers before you create it again", words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreachable_OfACreationFoundNotToHaveArrived_SaysThatTheListWasReadAndNothingIsSentByItself()
    {
        var words = FailureWords.Of(new ApiFailure.Unreachable("It broke.", MayHaveLanded: true, ApiAnswer.None), PeerKind.Instance, isWrite: true, WriteFate.NotArrived, WriteIntent.Creation);

        Assert.Equal("The peer was not created", words.Title);
        Assert.Contains("The list was read again and holds no such peer. Nothing is sent twice by itself", words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreachable_OfADeletion_SaysThatNobodyKnowsAndToReadAgain()
    {
        var words = FailureWords.Of(new ApiFailure.Unreachable("It broke.", MayHaveLanded: true, ApiAnswer.None), PeerKind.Instance, isWrite: true, intent: WriteIntent.Deletion);

        Assert.Equal("It is not known whether the peer was deleted", words.Title);
        Assert.Contains("Read it again before anything else", words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void Unreachable_OfADeletionFoundNotToHaveArrived_SaysThatItIsThereAndNothingIsSentByItself()
    {
        var words = FailureWords.Of(new ApiFailure.Unreachable("It broke.", MayHaveLanded: true, ApiAnswer.None), PeerKind.Instance, isWrite: true, WriteFate.NotArrived, WriteIntent.Deletion);

        Assert.Equal("The peer was not deleted", words.Title);
        Assert.Contains("It was read again and is there as it was. Nothing is sent twice by itself", words.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownAccount_OfAnAddress_IsNotBlamedOnTheApi() =>
        Assert.Equal("This console has no such account", FailureWords.Of(ApiFailures.UnknownAccount, PeerKind.Instance).Title);

    private static FailureWords Rejected(HttpStatusCode status, bool isWrite, params ApiMessage[] errors) =>
        FailureWords.Of(new ApiFailure.Rejected(ApiAnswer.None with { Status = status, Errors = errors }), PeerKind.Instance, isWrite);
}
