using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Deletions;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Tests.Changes.Deletions;

public sealed class ResourceDeletionsTests : IDisposable
{
    private const string Id = "23ff594956f20c2a721606e94745a8aa";

    private readonly Wire _wire = new();

    public ResourceDeletionsTests()
    {
        foreach (var (line, answer) in Readings.Values)
        {
            _wire.On(line, answer);
        }
    }

    public void Dispose() => _wire.Dispose();

    /// <summary>Every kind that can be deleted, what the API documents as its answer, and the body that the call has.</summary>
    public static TheoryData<string, string, string> Deletable => new()
    {
        { "Target", "", "" },
        { "App", $$$"""{"success":true,"result":{{{SeedSamples.App}}}}""", "" },
        { "Peer", $$$"""{"success":true,"result":{"id":"{{{Id}}}"}}""", "{}" },
    };

    [Theory]
    [MemberData(nameof(Deletable))]
    public async Task Delete_AllIsWell_SendsOneDelete(string kind, string answer, string body)
    {
        var line = $"DELETE {KindOf(kind).Path}/{Id}";
        _wire.On(line, answer);

        var outcome = await DeleteAsync(kind);

        Assert.IsType<DeletionOutcome.Deleted>(outcome);
        Assert.Equal([(Readings[kind].Line, null), (line, body)], _wire.Sent.Select(sent => (sent.Line, sent.Body)));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    public async Task Delete_Refused_IsSentOnceAndSaysWhy(int status)
    {
        _wire.On($"DELETE secondary_dns/peers/{Id}", """{"success":false,"errors":[{"code":1004,"message":"a zone links it"}]}""", status);

        var outcome = await DeleteAsync("Peer");

        Assert.Equal("a zone links it", Assert.Single(Assert.IsType<DeletionOutcome.NotDeleted>(outcome).Failure.Answer.Errors).Message);
        Assert.Equal([Readings["Peer"].Line, $"DELETE secondary_dns/peers/{Id}"], _wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Delete_NoAnswer_IsSentOnceAndMayHaveLanded()
    {
        _wire.On($"DELETE infrastructure/targets/{Id}", () => throw new HttpRequestException(HttpRequestError.ResponseEnded));

        var outcome = await DeleteAsync("Target");

        Assert.True(Assert.IsType<ApiFailure.Unreachable>(Assert.IsType<DeletionOutcome.Unanswered>(outcome).Failure).MayHaveLanded);
        Assert.Single(_wire.Sent, sent => sent.Line.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delete_NoConnectionToSendItOver_IsNotLookedFor()
    {
        _wire.On($"DELETE infrastructure/targets/{Id}", () => throw new HttpRequestException(HttpRequestError.ConnectionError));

        var outcome = await DeleteAsync("Target");

        Assert.False(Assert.IsType<ApiFailure.Unreachable>(Assert.IsType<DeletionOutcome.NotDeleted>(outcome).Failure).MayHaveLanded);
        Assert.Equal([Readings["Target"].Line, $"DELETE infrastructure/targets/{Id}"], _wire.Sent.Select(sent => sent.Line));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public async Task Delete_TheLiveCopyNotReadable_SendsNothing(int status)
    {
        _wire.On(Readings["Peer"].Line, """{"success":false,"errors":[{"code":1004,"message":"no"}]}""", status);

        var outcome = await DeleteAsync("Peer");

        Assert.Equal(status, (int)Assert.IsType<DeletionOutcome.NotRead>(outcome).Failure.Answer.Status!);
        Assert.Equal([Readings["Peer"].Line], _wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Delete_AManagedApp_IsForbiddenByTheOperationItself()
    {
        _wire.On("GET magic/apps", $$"""{"success":true,"result":[{"managed_app_id":"{{Id}}","name":"Zoom"}]}""");

        var outcome = await DeleteTypedAsync("App", "Zoom", Role.Administrator);

        Assert.Contains("manages this app", Assert.IsType<DeletionOutcome.Forbidden>(outcome).Reason, StringComparison.Ordinal);
        Assert.Equal(["GET magic/apps"], _wire.Sent.Select(sent => sent.Line));
    }

    [Theory]
    [InlineData("App", null)]
    [InlineData("App", "")]
    [InlineData("App", "cloudflare dashboard")]
    [InlineData("App", "Cloudflare Dashboard ")]
    [InlineData("Peer", "my-peer-2")]
    public async Task Delete_NotTypedToTheLetter_IsNotConfirmedAndSendsNothing(string kind, string? typed)
    {
        var outcome = await DeleteTypedAsync(kind, typed);

        Assert.Equal(Names[kind], Assert.IsType<DeletionOutcome.NotConfirmed>(outcome).Word);
        Assert.Equal([Readings[kind].Line], _wire.Sent.Select(sent => sent.Line));
    }

    [Fact]
    public async Task Delete_RenamedSinceTheNameWasTyped_IsNotConfirmedAndSaysTheNameOfNow()
    {
        _wire.On(Readings["Peer"].Line, Readings["Peer"].Answer.Replace("my-peer-1", "somebody needs it", StringComparison.Ordinal));

        Assert.Equal("somebody needs it", Assert.IsType<DeletionOutcome.NotConfirmed>(await DeleteAsync("Peer")).Word);
        Assert.Single(_wire.Sent);
    }

    [Theory]
    [InlineData("Target")]
    [InlineData("App")]
    [InlineData("Peer")]
    [InlineData("Interconnect")]
    public async Task Delete_AViewer_IsForbiddenWithoutAnyCall(string kind)
    {
        var outcome = await DeleteAsync(kind, Role.Viewer);

        Assert.Equal(AccessControl.ViewerRefusal, Assert.IsType<DeletionOutcome.Forbidden>(outcome).Reason);
        Assert.Empty(_wire.Sent);
    }

    [Fact]
    public async Task Delete_AnUnknownAccount_IsForbiddenWithoutAnyCall()
    {
        Assert.IsType<DeletionOutcome.Forbidden>(await DeleteAsync("Peer", accountId: "feed"));
        Assert.Empty(_wire.Sent);
    }

    [Fact]
    public async Task Delete_AnInterconnect_IsForbiddenWithoutAnyCall()
    {
        Assert.IsType<DeletionOutcome.Forbidden>(await DeleteAsync("Interconnect", Role.Administrator));
        Assert.Empty(_wire.Sent);
    }

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal) { ["Target"] = "infra-access-target", ["App"] = "Cloudflare Dashboard", ["Peer"] = "my-peer-1" };

    /// <summary>How each kind is read before it goes, and the answer.</summary>
    private static readonly Dictionary<string, (string Line, string Answer)> Readings = new(StringComparer.Ordinal)
    {
        ["Target"] = ($"GET infrastructure/targets/{Id}", $$$"""{"success":true,"result":{{{SeedSamples.Target}}}}"""),
        ["App"] = ("GET magic/apps", $$$"""{"success":true,"result":[{{{SeedSamples.App.Replace("ac60d3d0435248289d446cedd870bcf4", Id, StringComparison.Ordinal)}}}]}"""),
        ["Peer"] = ($"GET secondary_dns/peers/{Id}", $$$"""{"success":true,"result":{{{SeedSamples.Peer}}}}"""),
    };

    private static ResourceKind KindOf(string name) => Inputs.Kinds.Single(kind => kind.Name == name);

    /// <summary>With the name typed as it is.</summary>
    private Task<DeletionOutcome> DeleteAsync(string kind, Role role = Role.Operator, string accountId = Wire.AccountId) => DeleteTypedAsync(kind, Names.GetValueOrDefault(kind), role, accountId);

    private Task<DeletionOutcome> DeleteTypedAsync(string kind, string? typed, Role role = Role.Operator, string accountId = Wire.AccountId) => KindOf(kind) switch
    {
        TargetKind target => DeleteAsync(target, typed, role, accountId),
        AppKind app => DeleteAsync(app, typed, role, accountId),
        PeerKind peer => DeleteAsync(peer, typed, role, accountId),
        InterconnectKind interconnect => DeleteAsync(interconnect, typed, role, accountId),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private Task<DeletionOutcome> DeleteAsync<TResource, TInput>(ResourceKind<TResource, TInput> kind, string? typed, Role role, string accountId)
        where TResource : class
        where TInput : class => new ResourceDeletions(new DeletionThreshold(), new ImmediateTime(), new RecordedFeed().Writer(new OneAccount(_wire.Client())))
            .DeleteAsync(kind, new Actor("Somebody", role), new(accountId, Id, typed), TestContext.Current.CancellationToken);
}
