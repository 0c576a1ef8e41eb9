using AdminPortal.Changes;
using AdminPortal.Changes.Deletions;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Cloudflare;

namespace AdminPortal.Tests.Changes.Deletions;

public sealed class ResourceDeletionsTests : IDisposable
{
    private const string Id = "23ff594956f20c2a721606e94745a8aa";

    private readonly Wire _wire = new();

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
        Assert.Equal((line, body), Assert.Single(_wire.Sent.Select(sent => (sent.Line, sent.Body))));
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
        Assert.Single(_wire.Sent);
    }

    [Fact]
    public async Task Delete_NoAnswer_IsSentOnceAndMayHaveLanded()
    {
        _wire.On($"DELETE infrastructure/targets/{Id}", () => throw new HttpRequestException(HttpRequestError.ResponseEnded));

        var outcome = await DeleteAsync("Target");

        Assert.True(Assert.IsType<ApiFailure.Unreachable>(Assert.IsType<DeletionOutcome.NotDeleted>(outcome).Failure).MayHaveLanded);
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

        Assert.Equal(WriteAccess.ViewerRefusal, Assert.IsType<DeletionOutcome.Forbidden>(outcome).Reason);
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

    private static ResourceKind KindOf(string name) => Inputs.Kinds.Single(kind => kind.Name == name);

    private Task<DeletionOutcome> DeleteAsync(string kind, Role role = Role.Operator, string accountId = Wire.AccountId) =>
        new ResourceDeletions(new OneAccount(_wire.Client()), new RecordedFeed().Announcer()).DeleteAsync(KindOf(kind), new Actor("Somebody", role), accountId, Id, TestContext.Current.CancellationToken);
}
