using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Tests.Changes.Updates;

/// <summary>A write that got no answer is looked for at once and again after a moment, and never sent a second time.</summary>
public sealed class UnansweredUpdateTests : IDisposable
{
    private const string Id = "23ff594956f20c2a721606e94745a8aa";
    private const string Get = $"GET secondary_dns/peers/{Id}";
    private const string Put = $"PUT secondary_dns/peers/{Id}";
    private const string Unreadable = "";

    private readonly ImmediateTime _time = new();
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    public static TheoryData<string> LostAnswers => ["cut", "timed out", "500", "502 HTML", "empty body", "truncated", "no resource"];

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task Save_TheLiveCopyIsAsWantedAtTheFirstLook_HasArrivedWithoutWaiting(string lost)
    {
        var outcome = await SaveAsync(lost, looks: ["wanted"]);

        Assert.Equal((WriteFate.Arrived, "wanted"), (outcome.Fate, outcome.Live?.Name));
        Assert.Equal([Get, Put, Get], _wire.Sent.Select(sent => sent.Line));
        Assert.Empty(_time.Waits);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("else")]
    [InlineData(Unreadable)]
    public async Task Save_TheLiveCopyIsAsWantedAtTheSecondLook_HasArrived(string first)
    {
        var outcome = await SaveAsync("cut", looks: [first, "wanted"]);

        Assert.Equal((WriteFate.Arrived, "wanted"), (outcome.Fate, outcome.Live?.Name));
        AssertLookedForTwiceAndSentOnce();
    }

    [Theory]
    [MemberData(nameof(LostAnswers))]
    public async Task Save_TheLiveCopyIsStillAsBefore_HasNotArrived(string lost)
    {
        var outcome = await SaveAsync(lost, looks: ["before", "before"]);

        Assert.Equal((WriteFate.NotArrived, "before"), (outcome.Fate, outcome.Live?.Name));
        AssertLookedForTwiceAndSentOnce();
    }

    [Fact]
    public async Task Save_TheLiveCopyIsNeitherAsBeforeNorAsWanted_CannotTell()
    {
        var outcome = await SaveAsync("cut", looks: ["else", "else"]);

        Assert.Equal((WriteFate.CannotTell, "else"), (outcome.Fate, outcome.Live?.Name));
        AssertLookedForTwiceAndSentOnce();
    }

    [Theory]
    [InlineData("before")]
    [InlineData(Unreadable)]
    public async Task Save_TheLiveCopyCannotBeReadInTheEnd_CannotTell(string first)
    {
        var outcome = await SaveAsync("cut", looks: [first, Unreadable]);

        Assert.Equal((WriteFate.CannotTell, null), (outcome.Fate, outcome.Live));
        AssertLookedForTwiceAndSentOnce();
    }

    [Fact]
    public async Task Save_WhateverBecameOfIt_SaysWhatCameInsteadOfAnAnswer()
    {
        var outcome = await SaveAsync("502 HTML", looks: ["before", "before"]);

        Assert.True(Assert.IsType<ApiFailure.Unreachable>(outcome.Failure).MayHaveLanded);
        Assert.Equal("8f2b1c9d0e7a4b31-FRA", outcome.Failure.Answer.Ray);
    }

    [Fact]
    public async Task Save_NoConnectionToSendItOver_IsNotLookedFor()
    {
        _wire.On(Get, Peer("before")).On(Put, () => throw new HttpRequestException(HttpRequestError.ConnectionError));

        var outcome = await SaveAsync();

        Assert.False(Assert.IsType<ApiFailure.Unreachable>(Assert.IsType<UpdateOutcome<Peer>.NotSaved>(outcome).Failure).MayHaveLanded);
        Assert.Equal([Get, Put], _wire.Sent.Select(sent => sent.Line));
        Assert.Empty(_time.Waits);
    }

    private static string Peer(string name) => $$$"""{"success":true,"result":{"id":"{{{Id}}}","name":"{{{name}}}","ip":"192.0.2.1","port":53}}""";

    private static JsonObject Input(string name) => Inputs.Of($$$"""{"name":"{{{name}}}","ip":"192.0.2.1","port":53}""");

    private void AssertLookedForTwiceAndSentOnce()
    {
        Assert.Equal([Get, Put, Get, Get], _wire.Sent.Select(sent => sent.Line));
        Assert.Equal([TimeSpan.FromSeconds(2)], _time.Waits);
    }

    /// <param name="lost">What comes instead of an answer to the PUT.</param>
    /// <param name="looks">The name that each look finds.</param>
    private async Task<UpdateOutcome<Peer>.Unanswered> SaveAsync(string lost, params string[] looks)
    {
        _wire.On(Get, Peer("before"));
        switch (lost)
        {
            case "cut":
                AfterPut(() => throw new HttpRequestException(HttpRequestError.ResponseEnded));
                break;
            case "timed out":
                AfterPut(() => throw new TaskCanceledException());
                break;
            case "500":
                Answer("""{"success":false,"errors":[{"code":1,"message":"broken"}]}""", 500);
                break;
            case "502 HTML":
                Answer("<html>", 502);
                break;
            case "empty body":
                Answer("", 200);
                break;
            case "truncated":
                Answer("""{"success":true,"result":{"id":""", 200);
                break;
            case "no resource":
                Answer("""{"success":true,"result":null}""", 200);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(lost));
        }

        return Assert.IsType<UpdateOutcome<Peer>.Unanswered>(await SaveAsync());

        void Answer(string body, int status)
        {
            HttpResponseMessage Reply()
            {
                HttpResponseMessage response = new((System.Net.HttpStatusCode)status) { Content = new StringContent(body, System.Text.Encoding.UTF8, body.StartsWith('<') ? "text/html" : "application/json") };
                response.Headers.Add("cf-ray", "8f2b1c9d0e7a4b31-FRA");
                return response;
            }

            AfterPut(Reply);
        }

        void AfterPut(Func<HttpResponseMessage> reply) => _wire.On(Put, () =>
        {
            Queue<string> left = new(looks);
            _wire.On(Get, () => left.Dequeue() is { Length: > 0 } name
                ? new() { Content = new StringContent(Peer(name), System.Text.Encoding.UTF8, "application/json") }
                : new(System.Net.HttpStatusCode.Forbidden));
            return reply();
        });
    }

    private Task<UpdateOutcome<Peer>> SaveAsync() => new ResourceUpdates(new OneAccount(_wire.Client()), _time, new RecordedFeed().Writer(new OneAccount(_wire.Client()))).SaveAsync(
        PeerKind.Instance, new Actor("Somebody", Role.Operator), new(Wire.AccountId, Id, Input("before"), Input("wanted")), TestContext.Current.CancellationToken);
}
