using AdminPortal.Changes.Batches;
using AdminPortal.Changes;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Tests.Changes.Batches;

/// <summary>What a creation of many says where the API's answer does not name them, and the looks have to tell.</summary>
public sealed class UntoldCreationsTests : IDisposable
{
    private const string Put = "PUT infrastructure/targets/batch";
    private const string Look = "GET infrastructure/targets?ips=10.0.0.1&ips=10.0.0.2&page=1&per_page=1000";
    private const string LookForB = "GET infrastructure/targets?ips=10.0.0.2&page=1&per_page=1000";

    private readonly ImmediateTime _time = new();
    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task Create_AnswerNamesNone_FindsThemByTheirAddresses()
    {
        _wire.On(Put, Targets()).On(Look, Targets(Target("b", "10.0.0.2"), Target("a", "10.0.0.1")));

        var ran = await RunAsync();

        Assert.Null(ran.Failure);
        Assert.Equal(["a", "b"], ran.Rows.Select(row => row.Resource?.Hostname));
    }

    [Fact]
    public async Task Create_AnswerNamesOne_LooksForTheOtherAtOnceAndAgain()
    {
        _wire.On(Put, Targets(Target("a", "10.0.0.1"))).On(LookForB, Targets());

        var ran = await RunAsync();

        Assert.Equal([BatchFate.Done, BatchFate.NotDone], ran.Rows.Select(row => row.Fate));
        Assert.Equal([Put, LookForB, LookForB], _wire.Sent.Select(sent => sent.Line));
        Assert.Equal([TimeSpan.FromSeconds(2)], _time.Waits);
    }

    [Fact]
    public async Task Create_AnswerInAnotherOrder_GivesEachLineItsOwn()
    {
        _wire.On(Put, Targets(Target("b", "10.0.0.2"), Target("a", "10.0.0.1")));

        var ran = await RunAsync();

        Assert.Equal(["a", "b"], ran.Rows.Select(row => row.Resource?.Hostname));
        Assert.Single(_wire.Sent);
    }

    [Fact]
    public async Task Create_AnswerWithOtherValues_GivesTheRestByTheirPlaces()
    {
        _wire.On(Put, Targets(Target("a-renamed-by-the-api", "10.0.0.1"), Target("b", "10.0.0.2")));

        var ran = await RunAsync();

        Assert.Equal(["a-renamed-by-the-api", "b"], ran.Rows.Select(row => row.Resource?.Hostname));
    }

    [Fact]
    public async Task Create_UnansweredAndTheLooksFail_CannotTell()
    {
        _wire.On(Put, () => throw new HttpRequestException(HttpRequestError.ResponseEnded)).On(Look, "{}", 403);

        var ran = await RunAsync();

        Assert.Equal([BatchFate.CannotTell, BatchFate.CannotTell], ran.Rows.Select(row => row.Fate));
        Assert.Single(_wire.Sent, sent => sent.Line == Put);
    }

    [Theory]
    [InlineData(-10, BatchFate.CannotTell)]
    [InlineData(-4, BatchFate.Done)]
    [InlineData(10, BatchFate.Done)]
    public async Task Create_UnansweredAndOneLikeItIsThere_IsThisOneOnlyIfItIsNotOlder(int minutes, BatchFate fate)
    {
        var target = Target("a", "10.0.0.1", _time.GetUtcNow().AddMinutes(minutes));
        _wire.On(Put, () => throw new HttpRequestException(HttpRequestError.ResponseEnded)).On(Look, Targets(target)).On(LookForB, Targets());

        var ran = await RunAsync();

        Assert.Equal([fate, BatchFate.NotDone], ran.Rows.Select(row => row.Fate));
    }

    [Theory]
    [InlineData("a", "10.0.0.1", "n2")]
    [InlineData("other", "10.0.0.1", "n1")]
    [InlineData("a", "10.0.0.3", "n1")]
    public async Task Create_UnansweredAndOneThatDiffersIsThere_IsNotThisOne(string hostname, string address, string network)
    {
        const string LookForA = "GET infrastructure/targets?ips=10.0.0.1&page=1&per_page=1000";
        _wire.On(Put, () => throw new HttpRequestException(HttpRequestError.ResponseEnded)).On(LookForA, Targets(Target(hostname, address, _time.GetUtcNow(), network)));

        var ran = await RunAsync("""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.0.0.1","virtual_network_id":"n1"}}}""");

        Assert.Equal([BatchFate.NotDone], ran.Rows.Select(row => row.Fate));
    }

    [Fact]
    public async Task Create_UnansweredAndMoreHostnamesThanAreLookedFor_CannotTellOfTheRest()
    {
        _wire.On(Put, () => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        for (var number = 0; number < 50; number++)
        {
            _wire.On($"GET infrastructure/targets?hostname=h{number}&page=1&per_page=1000", Targets());
        }

        var ran = await RunAsync([.. Enumerable.Range(0, 51).Select(number => $$$"""{"hostname":"h{{{number}}}","ip":{}}""")]);

        Assert.All(ran.Rows.Take(50), row => Assert.Equal(BatchFate.NotDone, row.Fate));
        Assert.Equal(BatchFate.CannotTell, ran.Rows[50].Fate);
        Assert.Equal(101, _wire.Sent.Count);
    }

    private static string Targets(params string[] targets) => $$"""{"success":true,"result":[{{string.Join(',', targets)}}]}""";

    private string Target(string hostname, string address) => Target(hostname, address, _time.GetUtcNow());

    private static string Target(string hostname, string address, DateTimeOffset created, string network = "n1") =>
        $$$"""{"id":"{{{hostname}}}","hostname":"{{{hostname}}}","ip":{"ipv4":{"ip_addr":"{{{address}}}","virtual_network_id":"{{{network}}}"}},"created_at":"{{{created:O}}}"}""";

    private async Task<BatchOutcome<Target>.Ran> RunAsync(params string[] inputs)
    {
        string[] both = ["""{"hostname":"a","ip":{"ipv4":{"ip_addr":"10.0.0.1"}}}""", """{"hostname":"b","ip":{"ipv4":{"ip_addr":"10.0.0.2"}}}"""];
        return Assert.IsType<BatchOutcome<Target>.Ran>(await new TargetCreations(new OneAccount(_wire.Client()), _time, new RecordedFeed().Writer(new OneAccount(_wire.Client()))).CreateAsync(
            new Actor("Somebody", Role.Operator), Wire.AccountId, [.. (inputs.Length == 0 ? both : inputs).Select(Inputs.Of)], reason: null, TestContext.Current.CancellationToken));
    }
}
