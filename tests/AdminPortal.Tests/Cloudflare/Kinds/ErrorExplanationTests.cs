using System.Net;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Tests.Cloudflare.Kinds;

public sealed class ErrorExplanationTests
{
    private static readonly ResourceKind[] Kinds = [TargetKind.Instance, AppKind.Instance, PeerKind.Instance, InterconnectKind.Instance];

    [Fact]
    public void For_EveryCodeThereIs_ExplainsExactlyTheReferences()
    {
        int[] explained = [.. Enumerable.Range(0, 20_000).Where(code => Explain(code, HttpStatusCode.BadRequest, AppKind.Instance) is not null)];

        Assert.Equal([971, 1001, 1012, 1025, 1101, 1198, 1199, 6003, 6111, 7000, 7001, 7003, 9109, 10000, 10001, 10100, 10405], explained);
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "Target App Peer Interconnect")]
    [InlineData(HttpStatusCode.Unauthorized, "Peer")]
    [InlineData(HttpStatusCode.InternalServerError, "Target App Peer Interconnect")]
    [InlineData(HttpStatusCode.BadRequest, "")]
    [InlineData(HttpStatusCode.Forbidden, "")]
    [InlineData(null, "")]
    public void For_AnErrorWithoutAKnownCode_GoesByTheStatus(HttpStatusCode? status, string explained)
    {
        Assert.Equal(explained, string.Join(' ', Kinds.Where(kind => Explain(null, status, kind) is not null).Select(kind => kind.Name)));
        Assert.Equal(explained, string.Join(' ', Kinds.Where(kind => Explain(1234, status, kind) is not null).Select(kind => kind.Name)));
    }

    [Theory]
    [InlineData(10000)]
    [InlineData(9109)]
    public void For_ARefusedOperation_NamesThePermissionThatItNeeds(int code) => Assert.All(Kinds, kind =>
    {
        Assert.Contains(kind.ReadPermission, Explain(code, HttpStatusCode.Forbidden, kind, isWrite: false)!.NextStep, StringComparison.Ordinal);
        Assert.Contains(kind.WritePermission, Explain(code, HttpStatusCode.Forbidden, kind, isWrite: true)!.NextStep, StringComparison.Ordinal);
        Assert.DoesNotContain("Read", Explain(code, HttpStatusCode.Forbidden, kind, isWrite: true)!.NextStep, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(1025, "App Interconnect")]
    [InlineData(1012, "App Interconnect")]
    [InlineData(1101, "App")]
    public void For_AMagicCode_SpeaksToMagicKindsOnly(int code, string explained) =>
        Assert.Equal(explained, string.Join(' ', Kinds.Where(kind => Explain(code, HttpStatusCode.Forbidden, kind) is not null).Select(kind => kind.Name)));

    [Fact]
    public void For_AnyCode_IsWholeSentences() => Assert.All(
        Enumerable.Range(0, 20_000).SelectMany(code => Kinds.Select(kind => Explain(code, HttpStatusCode.NotFound, kind)!)).Distinct(),
        explanation => Assert.All([explanation.Meaning, explanation.NextStep], sentence => Assert.EndsWith(".", sentence, StringComparison.Ordinal)));

    private static ErrorExplanation? Explain(int? code, HttpStatusCode? status, ResourceKind kind, bool isWrite = true) =>
        ErrorExplanation.For(new ApiMessage { Code = code, Message = "m" }, status, kind, isWrite);
}
