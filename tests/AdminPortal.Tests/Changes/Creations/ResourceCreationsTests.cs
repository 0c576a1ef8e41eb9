using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Creations;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Tests.Changes.Creations;

public sealed class ResourceCreationsTests : IDisposable
{
    private const string Id = "23ff594956f20c2a721606e94745a8aa";
    private const string PostPeer = "POST secondary_dns/peers";
    private const string PutPeer = $"PUT secondary_dns/peers/{Id}";
    private const string GetPeer = $"GET secondary_dns/peers/{Id}";
    private const string Peer = """{"name":"my-peer-1","ip":"192.0.2.53","port":53,"ixfr_enable":true,"tsig_id":"t1"}""";
    private const string Fresh = $$$"""{"id":"{{{Id}}}","name":"my-peer-1","ip":"","port":0,"ixfr_enable":false}""";
    private const string Refusal = """{"success":false,"errors":[{"code":1004,"message":"no","source":{"pointer":"/ip"}}]}""";

    private readonly Wire _wire = new();
    private readonly ImmediateTime _time = new();

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Administrator)]
    public async Task Create_ATarget_SendsOnePostOfEverything(Role role)
    {
        const string Input = """{"hostname":"edge","ip":{"ipv4":{"ip_addr":"10.0.0.1","virtual_network_id":"v1"}},"tags":{"env":"prod"}}""";
        _wire.On("POST infrastructure/targets", Ok(SeedSamples.Target));

        var outcome = await CreateAsync(TargetKind.Instance, Input, role);

        Assert.Equal("182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", Assert.IsType<CreationOutcome<Target>.Created>(outcome).Resource.Id);
        AssertSent(("POST infrastructure/targets", Input));
    }

    [Fact]
    public async Task Create_AnApp_SendsOnePostOfEverything()
    {
        const string Input = """{"name":"Dashboard","type":"Development","hostnames":["a.example.com"],"ip_subnets":["192.0.2.0/24"]}""";
        _wire.On("POST magic/apps", Ok(SeedSamples.App), 201);

        var outcome = await CreateAsync(AppKind.Instance, Input);

        Assert.Equal("ac60d3d0435248289d446cedd870bcf4", Assert.IsType<CreationOutcome<App>.Created>(outcome).Resource.AccountAppId);
        AssertSent(("POST magic/apps", Input));
    }

    [Fact]
    public async Task Create_APeer_PostsItsNameAndPutsEverything()
    {
        _wire.On(PostPeer, Ok(Fresh)).On(PutPeer, Ok(SeedSamples.Peer));

        var outcome = await CreateAsync(PeerKind.Instance, Peer);

        Assert.Equal("192.0.2.53", Assert.IsType<CreationOutcome<Peer>.Created>(outcome).Resource.Ip);
        AssertSent((PostPeer, """{"name":"my-peer-1"}"""), (PutPeer, Peer));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Create_APeerWhoseUpdateFails_IsCreatedInPart(int status)
    {
        _wire.On(PostPeer, Ok(Fresh)).On(PutPeer, Refusal, status);

        var outcome = await CreateAsync(PeerKind.Instance, Peer);

        var inPart = Assert.IsType<CreationOutcome<Peer>.CreatedInPart>(outcome);
        Assert.Equal((Id, status, WriteFate.NotArrived), (inPart.Resource.Id, (int)inPart.Failure.Answer.Status!, inPart.Fate));
        Assert.Equal([PostPeer, PutPeer], _wire.Sent.Select(sent => sent.Line));
    }

    [Theory]
    [InlineData(Fresh, WriteFate.NotArrived)]
    [InlineData($$$"""{"id":"{{{Id}}}","name":"else"}""", WriteFate.CannotTell)]
    public async Task Create_APeerWhoseUpdateGotNoAnswerAndIsNotThere_IsCreatedInPart(string live, WriteFate fate)
    {
        _wire.On(PostPeer, Ok(Fresh)).On(PutPeer, "<html>", 502).On(GetPeer, Ok(live));

        var inPart = Assert.IsType<CreationOutcome<Peer>.CreatedInPart>(await CreateAsync(PeerKind.Instance, Peer));

        Assert.Equal((Id, 502, fate), (inPart.Resource.Id, (int)inPart.Failure.Answer.Status!, inPart.Fate));
        Assert.Equal([PostPeer, PutPeer, GetPeer, GetPeer], _wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Create_APeerWhoseUpdateGotNoAnswerAndIsThere_HasArrived()
    {
        _wire.On(PostPeer, Ok(Fresh)).On(PutPeer, "<html>", 502).On(GetPeer, Ok(Peer.Replace("{", $$"""{"id":"{{Id}}",""", StringComparison.Ordinal)));

        var unanswered = Assert.IsType<CreationOutcome<Peer>.Unanswered>(await CreateAsync(PeerKind.Instance, Peer));

        Assert.Equal((WriteFate.Arrived, "192.0.2.53"), (unanswered.Fate, Assert.Single(unanswered.Alike).Ip));
        Assert.Equal([PostPeer, PutPeer, GetPeer], _wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Create_APeerWhoseUpdateIsCancelled_IsNotLost()
    {
        using CancellationTokenSource leaves = new();
        _wire.On(PostPeer, Ok(Fresh)).On(PutPeer, () =>
        {
            leaves.Cancel();
            throw new OperationCanceledException(leaves.Token);
        });

        var outcome = await new ResourceCreations(_time, new RecordedFeed().Writer(new OneAccount(_wire.Client()))).CreateAsync(
            PeerKind.Instance, new Actor("Somebody", Role.Operator), new(Wire.AccountId, Inputs.Of(Peer)), leaves.Token);

        Assert.Equal((Id, WriteFate.CannotTell), Assert.IsType<CreationOutcome<Peer>.CreatedInPart>(outcome) is var inPart ? (inPart.Resource.Id, inPart.Fate) : default);
    }

    [Theory]
    [InlineData("", WriteFate.NotArrived)]
    [InlineData(",\"result_info\":{\"count\":1,\"total_count\":2}", WriteFate.CannotTell)]
    public async Task Create_LostAndNotInTheList_HasNotArrivedOnlyWhereTheListIsWhole(string info, WriteFate fate)
    {
        _wire.On("POST magic/apps", "<html>", 502).On("GET magic/apps", $$$"""{"success":true,"result":[{"managed_app_id":"m1","name":"a","type":"b","hostnames":["a.example.com"]}]{{{info}}}}""");

        var unanswered = Assert.IsType<CreationOutcome<App>.Unanswered>(await CreateAsync(AppKind.Instance, """{"name":"a","type":"b","hostnames":["a.example.com"]}"""));

        Assert.Equal(fate, unanswered.Fate);
        Assert.Empty(unanswered.Alike);
    }

    [Theory]
    [InlineData("v1", WriteFate.Arrived)]
    [InlineData("v2", WriteFate.NotArrived)]
    public async Task Create_LostAndOneIsThereThatDiffersInAFieldThatTheServerMayFillIn_CountsOnlyWhereItWasLeftOut(string network, WriteFate fate)
    {
        var target = $$$"""{"id":"t1","hostname":"edge","ip":{"ipv4":{"ip_addr":"10.0.0.1","virtual_network_id":"{{{network}}}"} } }""";
        _wire.On("POST infrastructure/targets", "<html>", 502).On("GET infrastructure/targets?hostname=edge&order=created_at&direction=desc&page=1&per_page=1000", $$$"""{"success":true,"result":[{{{target}}}]}""");

        var outcome = await CreateAsync(TargetKind.Instance, """{"hostname":"edge","ip":{"ipv4":{"ip_addr":"10.0.0.1","virtual_network_id":"v1"}}}""");

        Assert.Equal(fate, Assert.IsType<CreationOutcome<Target>.Unanswered>(outcome).Fate);
    }

    [Theory]
    [InlineData(-180, WriteFate.NotArrived)]
    [InlineData(-60, WriteFate.Arrived)]
    public async Task Create_LostAndOneLikeItWasCreatedBefore_CountsOnlyWhatTheApisClockLeavesOpen(int seconds, WriteFate fate)
    {
        var created = _time.GetUtcNow().AddSeconds(seconds).ToString("O");
        _wire.On("POST infrastructure/targets", "<html>", 502).On(
            "GET infrastructure/targets?hostname=edge&order=created_at&direction=desc&page=1&per_page=1000",
            $$$"""{"success":true,"result":[{"id":"t1","hostname":"edge","ip":{},"created_at":"{{{created}}}"}]}""");

        Assert.Equal(fate, Assert.IsType<CreationOutcome<Target>.Unanswered>(await CreateAsync(TargetKind.Instance, """{"hostname":"edge","ip":{}}""")).Fate);
    }

    [Fact]
    public async Task Create_APeerWhosePostIsRefused_IsNotUpdated()
    {
        _wire.On(PostPeer, Refusal, 400);

        var outcome = await CreateAsync(PeerKind.Instance, Peer);

        Assert.Equal("/ip", Assert.Single(Assert.IsType<CreationOutcome<Peer>.NotCreated>(outcome).Failure.Answer.Errors).Source!.Pointer);
        Assert.Equal([PostPeer], _wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Create_NoAnswerToThePost_IsSentOnceAndMayHaveLanded()
    {
        const string List = "GET infrastructure/targets?hostname=edge&order=created_at&direction=desc&page=1&per_page=1000";
        _wire.On("POST infrastructure/targets", () => throw new HttpRequestException(HttpRequestError.ResponseEnded)).On(List, """{"success":true,"result":[]}""");

        var outcome = await CreateAsync(TargetKind.Instance, """{"hostname":"edge","ip":{}}""");

        Assert.True(Assert.IsType<ApiFailure.Unreachable>(Assert.IsType<CreationOutcome<Target>.Unanswered>(outcome).Failure).MayHaveLanded);
        Assert.Equal(["POST infrastructure/targets", List, List], _wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Create_AViewer_IsForbiddenWithoutAnyCall()
    {
        var outcome = await CreateAsync(PeerKind.Instance, Peer, Role.Viewer);

        Assert.Equal(AccessControl.ViewerRefusal, Assert.IsType<CreationOutcome<Peer>.Forbidden>(outcome).Reason);
        Assert.Empty(_wire.Sent);
    }

    [Fact]
    public async Task Create_AnUnknownAccount_IsForbiddenWithoutAnyCall()
    {
        var outcome = await CreateAsync(PeerKind.Instance, Peer, accountId: "feed");

        Assert.IsType<CreationOutcome<Peer>.Forbidden>(outcome);
        Assert.Empty(_wire.Sent);
    }

    [Fact]
    public async Task Create_AnInterconnect_IsForbiddenWithWhereTheyComeFromAndWithoutAnyCall()
    {
        var outcome = await CreateAsync(InterconnectKind.Instance, """{"name":"pni"}""");

        Assert.Equal(InterconnectKind.Instance.Origin, Assert.IsType<CreationOutcome<Interconnect>.Forbidden>(outcome).Reason);
        Assert.Empty(_wire.Sent);
    }

    private static string Ok(string resource) => $$$"""{"success":true,"errors":[],"messages":[],"result":{{{resource}}}}""";

    private void AssertSent(params (string Line, string Body)[] expected)
    {
        Assert.Equal(expected.Select(one => one.Line), _wire.Sent.Select(sent => sent.Line));
        Assert.All(expected.Zip(_wire.Sent), pair => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(pair.First.Body), JsonNode.Parse(pair.Second.Body!)), pair.Second.Body));
    }

    private Task<CreationOutcome<TResource>> CreateAsync<TResource, TInput>(
        ResourceKind<TResource, TInput> kind, string input, Role role = Role.Operator, string accountId = Wire.AccountId)
        where TResource : class
        where TInput : class => new ResourceCreations(_time, new RecordedFeed().Writer(new OneAccount(_wire.Client()))).CreateAsync(
            kind, new Actor("Somebody", role), new(accountId, Inputs.Of(input)), TestContext.Current.CancellationToken);
}
