using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Tests.Changes.Updates;

public sealed class ResourceUpdatesTests
{
    private const string Id = "23ff594956f20c2a721606e94745a8aa";
    private const string Get = $"GET secondary_dns/peers/{Id}";
    private const string Put = $"PUT secondary_dns/peers/{Id}";
    private const string Live = $$$"""{"id":"{{{Id}}}","name":"my-peer-1","ip":"2001:db8::53","port":53,"x_new":{"deep":[null]}}""";
    private const string Baseline = """{"name":"my-peer-1","ip":"2001:DB8:0::53","port":53.0,"x_new":{"deep":[null]}}""";
    private const string Proposed = """{"name":"my-peer-2","ip":"2001:DB8:0::53","port":53.0,"x_new":{"deep":[null]}}""";

    private readonly ImmediateTime _time = new();
    private readonly Wire _wire = Wire.Answering(Get, Ok(Live)).On(Put, Ok(Live.Replace("my-peer-1", "my-peer-2", StringComparison.Ordinal)));

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Administrator)]
    public async Task Save_AllIsWell_SendsOneGetAndOnePutOfTheLiveCopyWithTheEdit(Role role)
    {
        var outcome = await SaveAsync(role);

        var saved = Assert.IsType<UpdateOutcome<Peer>.Saved>(outcome);
        Assert.Equal("my-peer-2", saved.Resource.Name);
        Assert.Empty(saved.Unkept);
        Assert.Equal([Get, Put], _wire.Sent.Select(sent => sent.Line));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"name":"my-peer-2","ip":"2001:db8::53","port":53,"x_new":{"deep":[null]}}"""), JsonNode.Parse(_wire.Sent[1].Body!)), _wire.Sent[1].Body);
    }

    [Theory]
    [InlineData("\"port\":53", "\"port\":54")]
    [InlineData("\"deep\":[null]", "\"deep\":[1]")]
    [InlineData("\"name\":\"my-peer-1\"", "\"name\":\"else\"")]
    public async Task Save_TheLiveCopyMoved_SendsNothingAndReturnsIt(string from, string to)
    {
        _wire.On(Get, Ok(Live.Replace(from, to, StringComparison.Ordinal)));

        var outcome = await SaveAsync();

        Assert.Equal(Id, Assert.IsType<UpdateOutcome<Peer>.Moved>(outcome).Live.Id);
        Assert.Equal([Get], _wire.Sent.Select(sent => sent.Line));
    }

    [Theory]
    [InlineData(404, 1)]
    [InlineData(403, 1)]
    [InlineData(429, 4)]
    [InlineData(500, 4)]
    public async Task Save_TheLiveCopyNotReadable_SendsNothing(int status, int readings)
    {
        _wire.On(Get, """{"success":false,"errors":[{"code":1000,"message":"no"}]}""", status);

        var outcome = await SaveAsync();

        Assert.Equal("no", Assert.Single(Assert.IsType<UpdateOutcome<Peer>.NotRead>(outcome).Failure.Answer.Errors).Message);
        Assert.Equal(Enumerable.Repeat(Get, readings), _wire.Sent.Select(sent => sent.Line));
    }

    /// <summary>Another instance has saved since that read began: its answer may be of before.</summary>
    [Fact]
    public async Task Save_WhileAnotherReadIsUnderWay_ReadsForItself()
    {
        TaskCompletionSource<HttpResponseMessage> old = new();
        OneAccount account = new(_wire.Client());
        _wire.On(Get, _ => old.Task);
        var earlier = PeerKind.Instance.ReadAsync(account.All[0], Id, TestContext.Current.CancellationToken);
        _wire.On(Get, Ok(Live.Replace("my-peer-1", "else", StringComparison.Ordinal)));

        var outcome = await new ResourceUpdates(account, _time, new RecordedFeed().Writer(account)).SaveAsync(
            PeerKind.Instance, new Actor("Somebody", Role.Operator), new(Wire.AccountId, Id, Inputs.Of(Baseline), Inputs.Of(Proposed)), TestContext.Current.CancellationToken);

        Assert.Equal("else", Assert.IsType<UpdateOutcome<Peer>.Moved>(outcome).Live.Name);
        old.SetResult(new() { Content = new StringContent(Ok(Live)) });
        await earlier;
    }

    [Fact]
    public async Task Save_Refused_IsSentOnceAndSaysWhy()
    {
        _wire.On(Put, """{"success":false,"errors":[{"code":1004,"message":"no","source":{"pointer":"/name"}}]}""", 400);

        var outcome = await SaveAsync();

        var failure = Assert.IsType<ApiFailure.Rejected>(Assert.IsType<UpdateOutcome<Peer>.NotSaved>(outcome).Failure);
        Assert.Equal("/name", Assert.Single(failure.Answer.Errors).Source!.Pointer);
        Assert.Equal([Get, Put], _wire.Sent.Select(sent => sent.Line));
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task Save_FieldsThatTheApiDidNotKeep_AreToldWithBothValues()
    {
        _wire.On(Put, Ok(Live.Replace("my-peer-1", "MY-PEER-2", StringComparison.Ordinal).Replace("53,", "54,", StringComparison.Ordinal)));

        var outcome = await SaveAsync();

        Assert.Equal(
            ["Name: \"my-peer-2\" -> \"MY-PEER-2\"", "Port: 53 -> 54"],
            Assert.IsType<UpdateOutcome<Peer>.Saved>(outcome).Unkept.Select(unkept => $"{unkept.Label}: {unkept.Before?.ToJsonString()} -> {unkept.After?.ToJsonString()}"));
    }

    [Fact]
    public async Task Save_AFieldThatTheApiSpellsOtherwise_IsKept()
    {
        _wire.On(Put, Ok(Live.Replace("my-peer-1", "my-peer-2", StringComparison.Ordinal).Replace("2001:db8::53", "2001:0DB8:0::53", StringComparison.Ordinal)));

        Assert.Empty(Assert.IsType<UpdateOutcome<Peer>.Saved>(await SaveAsync()).Unkept);
    }

    [Fact]
    public async Task Save_AnEmptiedFieldThatTheApiKeeps_IsTold()
    {
        _wire.On(Put, Ok(Live));
        var proposed = Inputs.Of(Baseline);
        proposed.Remove("port");

        var unkept = Assert.Single(Assert.IsType<UpdateOutcome<Peer>.Saved>(await SaveAsync(proposed: proposed)).Unkept);

        Assert.Equal(("/port", null, "53"), (unkept.Pointer, unkept.Before, unkept.After?.ToJsonString()));
    }

    [Fact]
    public async Task Save_AViewer_IsForbiddenWithoutAnyCall()
    {
        var outcome = await SaveAsync(Role.Viewer);

        Assert.Equal(AccessControl.ViewerRefusal, Assert.IsType<UpdateOutcome<Peer>.Forbidden>(outcome).Reason);
        Assert.Empty(_wire.Sent);
    }

    [Fact]
    public async Task Save_AnUnknownAccount_IsForbiddenWithoutAnyCall()
    {
        var outcome = await SaveAsync(accountId: "feed");

        Assert.IsType<UpdateOutcome<Peer>.Forbidden>(outcome);
        Assert.Empty(_wire.Sent);
    }

    [Fact]
    public async Task Save_AManagedApp_IsForbiddenAndSendsNothing()
    {
        var wire = Wire.Answering("GET magic/apps", """{"success":true,"result":[{"managed_app_id":"m1","name":"Zoom"}]}""");
        var input = Inputs.Of("""{"name":"Zoom"}""");

        var outcome = await Updates(wire).SaveAsync(
            AppKind.Instance, new Actor("Somebody", Role.Administrator), new(Wire.AccountId, "m1", input, Inputs.Of("""{"name":"Mine"}""")), TestContext.Current.CancellationToken);

        Assert.Contains("manages this app", Assert.IsType<UpdateOutcome<App>.Forbidden>(outcome).Reason, StringComparison.Ordinal);
        Assert.Equal(["GET magic/apps"], wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Save_TheEffectiveTargetMovedOnly_IsNoMove()
    {
        var id = "c4a7362d577a6c3019a474fd6f485821";
        var line = $"magic/cf_interconnects/{id}";
        var live = SeedSamples.Interconnect.Replace("\"effective\": \"203.0.113.1\"", "\"effective\": \"203.0.113.77\"", StringComparison.Ordinal);
        var wire = Wire.Answering($"GET {line}", $$$"""{"success":true,"result":{"interconnect":{{{live}}}}}""")
            .On($"PUT {line}", $$$"""{"success":true,"result":{"modified":true,"modified_interconnect":{{{live}}}}}""");
        var kind = InterconnectKind.Instance;
        var baseline = kind.ToJson(kind.ToInput(CloudflareJson.FromNode<Interconnect>(JsonNode.Parse(SeedSamples.Interconnect)!)));
        var proposed = Inputs.Copy(baseline);
        proposed["description"] = "other";

        var outcome = await Updates(wire).SaveAsync(kind, new Actor("Somebody", Role.Operator), new(Wire.AccountId, id, baseline, proposed), TestContext.Current.CancellationToken);

        Assert.IsType<UpdateOutcome<Interconnect>.Saved>(outcome);
        Assert.DoesNotContain("effective", wire.Sent[^1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Something else.")]
    public async Task Save_AConsequenceThatNobodyAgreedTo_IsForbiddenAndSendsNothing(string? agreedTo)
    {
        var (wire, outcome) = await SwitchOffAsync(agreedTo);

        Assert.Contains("shows this tunnel as down", Assert.IsType<UpdateOutcome<Interconnect>.Forbidden>(outcome).Reason, StringComparison.Ordinal);
        Assert.Equal(["GET magic/cf_interconnects/i1"], wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Save_AConsequenceThatTheActorAgreedTo_IsSent()
    {
        var (wire, outcome) = await SwitchOffAsync(InterconnectKind.Instance.ConsequenceOf(Inputs.Of("{}"), Inputs.Of("""{"health_check":{"enabled":false}}""")));

        Assert.IsType<UpdateOutcome<Interconnect>.Saved>(outcome);
        Assert.Equal(["GET magic/cf_interconnects/i1", "PUT magic/cf_interconnects/i1"], wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Check_AViewerOrAnUnknownAccount_AsksNothing()
    {
        var wire = new Wire();
        var input = Inputs.Of("""{"name":"a"}""");

        Assert.Null(await CheckAsync(wire, Role.Viewer, Wire.AccountId, input));
        Assert.Null(await CheckAsync(wire, Role.Operator, "feed", input));
        Assert.Empty(wire.Sent);
    }

    [Fact]
    public async Task Check_OfAnOperator_SendsTheProposedInputOnceToBeValidatedOnly()
    {
        var wire = Wire.Answering("PUT magic/cf_interconnects/i1?validate_only=true", """{"success":true,"result":{}}""");

        var result = await CheckAsync(wire, Role.Operator, Wire.AccountId, Inputs.Of("""{"name":"a","x_new":1}"""));

        Assert.IsType<ApiResult<NoResult>.Ok>(result);
        Assert.Equal("""{"name":"a","x_new":1}""", Assert.Single(wire.Sent).Body);
    }

    private Task<ApiResult<NoResult>?> CheckAsync(Wire wire, Role role, string accountId, JsonObject input) => Updates(wire).CheckAsync(
        InterconnectKind.Instance, new Actor("Somebody", role), new(accountId, "i1", Inputs.Copy(input), input), TestContext.Current.CancellationToken);

    private async Task<(Wire Wire, UpdateOutcome<Interconnect> Outcome)> SwitchOffAsync(string? agreedTo)
    {
        const string Line = "magic/cf_interconnects/i1";
        var wire = Wire.Answering($"GET {Line}", """{"success":true,"result":{"interconnect":{"id":"i1","name":"a","health_check":{"enabled":true}}}}""")
            .On($"PUT {Line}", """{"success":true,"result":{"modified":true,"modified_interconnect":{"id":"i1","name":"a","health_check":{"enabled":false}}}}""");
        UpdateRequest request = new(
            Wire.AccountId, "i1", Inputs.Of("""{"name":"a","health_check":{"enabled":true}}"""), Inputs.Of("""{"name":"a","health_check":{"enabled":false}}"""), agreedTo);
        return (wire, await Updates(wire).SaveAsync(InterconnectKind.Instance, new Actor("Somebody", Role.Operator), request, TestContext.Current.CancellationToken));
    }

    private ResourceUpdates Updates(Wire wire) => new(new OneAccount(wire.Client()), _time, new RecordedFeed().Writer(new OneAccount(wire.Client())));

    private static string Ok(string peer) => $$$"""{"success":true,"errors":[],"messages":[],"result":{{{peer}}}}""";

    private Task<UpdateOutcome<Peer>> SaveAsync(Role role = Role.Operator, string accountId = Wire.AccountId, JsonObject? proposed = null) => Updates(_wire).SaveAsync(
        PeerKind.Instance, new Actor("Somebody", role), new(accountId, Id, Inputs.Of(Baseline), proposed ?? Inputs.Of(Proposed)), TestContext.Current.CancellationToken);
}
