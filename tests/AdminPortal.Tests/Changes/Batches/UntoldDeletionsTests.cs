using AdminPortal.Changes.Batches;
using AdminPortal.Changes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Tests.Changes.Batches;

/// <summary>What a deletion of many says where the API's answers do not tell, and are strange.</summary>
public sealed class UntoldDeletionsTests : IDisposable
{
    private const string Post = "POST infrastructure/targets/batch_delete";
    private const string Unreadable = "?";

    private static readonly IReadOnlyList<Target> Reviewed = [Target("a"), Target("b")];

    private readonly ImmediateTime _time = new();
    private readonly RecordedFeed _feed = new();
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData("", "", BatchFate.Done, BatchFate.Done)]
    [InlineData("b", "", BatchFate.Done, BatchFate.Done)]
    [InlineData("b", "b", BatchFate.Done, BatchFate.NotDone)]
    [InlineData("ab", "ab", BatchFate.NotDone, BatchFate.NotDone)]
    [InlineData(Unreadable, "b", BatchFate.Done, BatchFate.NotDone)]
    [InlineData(Unreadable, Unreadable, BatchFate.CannotTell, BatchFate.CannotTell)]
    [InlineData("b", Unreadable, BatchFate.Done, BatchFate.CannotTell)]
    public async Task Delete_Unanswered_SaysOfEachWhatTheLooksShow(string first, string second, BatchFate a, BatchFate b)
    {
        Answer(() => throw new HttpRequestException(HttpRequestError.ResponseEnded), "ab", first, second);

        var ran = await RunAsync();

        Assert.Equal([a, b], ran.Rows.Select(row => row.Fate));
        Assert.Single(_wire.Sent, sent => sent.Line == Post);
        Assert.Equal(first.Length == 0 ? [] : [TimeSpan.FromSeconds(2)], _time.Waits);
    }

    [Theory]
    [InlineData("b", "", BatchFate.Done)]
    [InlineData("b", "b", BatchFate.NotDone)]
    [InlineData("b", Unreadable, BatchFate.CannotTell)]
    public async Task Delete_AnsweredYesWhileOneIsStillThere_LooksAgainAndSaysSo(string first, string second, BatchFate b)
    {
        Answer(() => new() { Content = new StringContent("""{"success":true,"result":null}""") }, "ab", first, second);

        var ran = await RunAsync();

        Assert.Null(ran.Failure);
        Assert.Equal([BatchFate.Done, b], ran.Rows.Select(row => row.Fate));
    }

    [Fact]
    public async Task Delete_RefusedWhileOneIsGone_SaysThatItIsGone()
    {
        Answer(() => new(System.Net.HttpStatusCode.BadRequest) { Content = new StringContent("""{"success":false,"errors":[{"code":1,"message":"no such target","source":{"pointer":"#/target_ids/0"}}]}""") }, "ab", "b");

        var ran = await RunAsync();

        Assert.Equal([BatchFate.Gone, BatchFate.NotDone], ran.Rows.Select(row => row.Fate));
        Assert.Equal("no such target", Assert.Single(ran.Rows[0].Messages).Message);
    }

    [Fact]
    public async Task Delete_TheLookBeforeFails_SendsNothing()
    {
        _wire.On(LookFor("ab"), "{}", 403);

        Assert.IsType<ApiFailure.Rejected>(Assert.IsType<BatchOutcome<Target>.NotRead>(await DeleteAsync()).Failure);
        Assert.DoesNotContain(_wire.Sent, sent => sent.Line == Post);
    }

    [Fact]
    public async Task Delete_TheLookBeforeIsNotWhole_SendsNothing()
    {
        _wire.On(LookFor("ab"), """{"success":true,"result":[{"id":"a","hostname":"a"}],"result_info":{"total_count":2}}""");

        Assert.Contains("fewer targets than it counts", Assert.IsType<ApiFailure.Unreachable>(Assert.IsType<BatchOutcome<Target>.NotRead>(await DeleteAsync()).Failure).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(_wire.Sent, sent => sent.Line == Post);
    }

    [Fact]
    public async Task Delete_NoConnectionToSendItOver_IsNotLookedFor()
    {
        Answer(() => throw new HttpRequestException(HttpRequestError.ConnectionError), "ab");

        var ran = await RunAsync();

        Assert.Equal([BatchFate.NotDone, BatchFate.NotDone], ran.Rows.Select(row => row.Fate));
        Assert.Equal([LookFor("ab"), Post], _wire.Sent.Select(sent => sent.Line));
    }

    /// <summary>The looks find these ids, one after the other.</summary>
    private void Answer(Func<HttpResponseMessage> reply, params string[] looks)
    {
        Queue<string> left = new(looks);
        foreach (var ids in new[] { "ab", "a", "b" })
        {
            _wire.On(LookFor(ids), () => left.Dequeue() is var found && found == Unreadable
                ? new(System.Net.HttpStatusCode.Forbidden)
                : new() { Content = new StringContent($$"""{"success":true,"result":[{{string.Join(',', found.Where(ids.Contains).Select(id => $$"""{"id":"{{id}}","hostname":"{{id}}"}"""))}}]}""") });
        }

        _wire.On(Post, reply);
    }

    private static string LookFor(string ids) => $"GET infrastructure/targets?{string.Join('&', ids.Select(id => $"target_ids={id}"))}&page=1&per_page=1000";

    private static Target Target(string id) => new() { Id = id, Hostname = id };

    private async Task<BatchOutcome<Target>.Ran> RunAsync() => Assert.IsType<BatchOutcome<Target>.Ran>(await DeleteAsync());

    private Task<BatchOutcome<Target>> DeleteAsync() => new TargetDeletions(new OneAccount(_wire.Client()), new(), new(), _time, _feed.Writer(new OneAccount(_wire.Client())))
        .DeleteAsync(new Actor("Somebody", Role.Operator), Wire.AccountId, Reviewed, reason: null, TestContext.Current.CancellationToken);
}
