using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Tests.Cloudflare.Credentials;

/// <summary>What a check's probes show of the kinds, and how calls of people add to it.</summary>
public sealed class ProbeTests
{
    private const string Apps = "GET magic/apps";

    public static IReadOnlyList<ResourceKind> Kinds { get; } = [TargetKind.Instance, AppKind.Instance, PeerKind.Instance, InterconnectKind.Instance];

    [Fact]
    public async Task Probe_RefusedAndLaterAnswered_TellsBoth()
    {
        using Checked portal = new(Checked.UserToken);
        portal.Wire.On(Apps, Checked.No, 403, ("cf-ray", "8f2b-FRA"));

        await portal.RunAsync();

        Assert.False(portal.MayRead(AppKind.Instance));
        Assert.Equal("8f2b-FRA", portal.Access.Reading(AppKind.Instance)!.Refusal!.Answer.Ray);
        Assert.All(Kinds.Where(kind => kind is not AppKind), kind => Assert.True(portal.MayRead(kind)));

        portal.Wire.On(Apps, """{"success":true,"result":[]}""");
        await portal.RunAsync();

        Assert.True(portal.MayRead(AppKind.Instance));
    }

    /// <summary>A probe asks for nothing that could be wrong in itself: 7003 there is a wrong account id.</summary>
    [Theory]
    [InlineData(400, 7003)]
    [InlineData(404, 7003)]
    [InlineData(401, 10001)]
    [InlineData(200, 1025)]
    public async Task Probe_RefusedForAnyReason_RefusesTheKind(int status, int code)
    {
        using Checked portal = new(Checked.UserToken);
        portal.Wire.On(Apps, $$"""{"success":false,"errors":[{"code":{{code}},"message":"no"}],"result":null}""", status);

        await portal.RunAsync();

        Assert.False(portal.MayRead(AppKind.Instance));
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(429, "")]
    [InlineData(200, "<html>")]
    public async Task Probe_Unanswered_LeavesWhatWasKnownAndSaysSo(int status, string body)
    {
        using Checked portal = new(Checked.UserToken);
        await portal.RunAsync();
        portal.Wire.On(Apps, body, status);

        var check = await portal.RunAsync();

        Assert.Equal([AppKind.Instance], check.Unanswered.Keys);
        Assert.True(portal.MayRead(AppKind.Instance));
    }

    [Fact]
    public async Task Check_WithoutAnyAnswer_EndsAndSaysItOfEverything()
    {
        using Checked portal = new(Checked.OlderToken);
        foreach (var call in (string[])["GET user/tokens/verify", Checked.Targets, Apps, "GET secondary_dns/peers", "GET magic/cf_interconnects", "GET accounts?page=1&per_page=50"])
        {
            portal.Wire.On(call, () => throw new HttpRequestException(HttpRequestError.ConnectionError));
        }

        var check = await portal.RunAsync();

        Assert.Equal(Kinds, check.Unanswered.Keys);
        Assert.IsType<ApiFailure.Unreachable>(check.Listing.Failure);
        Assert.All(Kinds, kind => Assert.Null(portal.MayRead(kind)));
        Assert.False(portal.Checks.State.IsRunning);
    }

    [Fact]
    public async Task Check_AskedForWhileOneRuns_JoinsIt()
    {
        using Checked portal = new(Checked.UserToken);
        TaskCompletionSource<HttpResponseMessage> held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        portal.Wire.On(Apps, _ => held.Task);
        List<bool> told = [];
        portal.Checks.Changed += () => told.Add(portal.Checks.State.IsRunning);

        var first = portal.Checks.CheckAsync("one", CallPriority.Background, TestContext.Current.CancellationToken);
        var second = portal.Checks.CheckAsync("another", CallPriority.Interactive, TestContext.Current.CancellationToken);
        held.SetResult(new(System.Net.HttpStatusCode.OK) { Content = new StringContent("""{"success":true,"result":[]}""") });
        await second;

        Assert.Same(first, second);
        Assert.Equal([true, false], told);
        Assert.Single(portal.Calls, Apps);
    }

    [Fact]
    public async Task Check_Cancelled_EndsAndCanBeRunAgain()
    {
        using Checked portal = new(Checked.UserToken);
        using CancellationTokenSource stop = new();
        portal.Wire.On(Apps, async cancelled =>
        {
            await stop.CancelAsync();
            cancelled.ThrowIfCancellationRequested();
            return new();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => portal.Checks.CheckAsync("one", CallPriority.Background, stop.Token));

        Assert.False(portal.Checks.State.IsRunning);
        portal.Wire.On(Apps, """{"success":true,"result":[]}""");
        Assert.Empty((await portal.RunAsync()).Unanswered);
    }
}
