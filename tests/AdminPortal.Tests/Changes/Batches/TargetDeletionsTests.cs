using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Batches;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Changes.Batches;

public sealed class TargetDeletionsTests(SandboxHost sandbox) : IClassFixture<SandboxHost>, IAsyncLifetime
{
    private const string Look = "GET infrastructure/targets";
    private const string Delete = "POST infrastructure/targets/batch_delete";

    private readonly ImmediateTime _time = new();
    private readonly RecordedFeed _feed = new();
    private readonly SandboxAccount _account = new(sandbox);
    private IReadOnlyList<Target> _targets = [];

    public async ValueTask InitializeAsync()
    {
        await _account.ResetAsync();
        _targets = Assert.IsType<ApiResult<IReadOnlyList<Target>>.Ok>(
            await _account.Client.Targets.ListAsync(SandboxHost.AccountId, new TargetQuery { PerPage = 3 }.ToParameters(), TestContext.Current.CancellationToken)).Value;
        await _account.ForgetAsync();
    }

    public ValueTask DisposeAsync()
    {
        _account.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Administrator)]
    public async Task Delete_AllIsWell_SendsOnePostBetweenTwoLooks(Role role)
    {
        var ran = await RunAsync(role);

        Assert.Null(ran.Failure);
        AssertFates(ran, BatchFate.Done, BatchFate.Done, BatchFate.Done);
        Assert.Equal(_targets.Select(target => target.Id), ran.Rows.Select(row => row.Intent.Id));
        Assert.Equal(_targets.Select(target => target.Hostname), ran.Rows.Select(row => (string?)row.Intent.Before!["hostname"]));
        Assert.All(ran.Rows, row => Assert.Null(row.Intent.After));
        Assert.Equal([Look, Delete, Look], await _account.AskedAsync());
        Assert.Empty(_time.Waits);
        await AssertStoredAsync(false, false, false);
    }

    [Fact]
    public async Task Delete_OneIsGoneMeanwhile_SaysSoAndDeletesTheOthers()
    {
        await _account.RemoveAsync("targets", _targets[1].Id);

        var ran = await RunAsync();

        Assert.Null(ran.Failure);
        AssertFates(ran, BatchFate.Done, BatchFate.Gone, BatchFate.Done);
        await AssertStoredAsync(false, false, false);
    }

    [Fact]
    public async Task Delete_OneHasChangedMeanwhile_HoldsItBackAndDeletesTheOthers()
    {
        await _account.ChangeAsync("targets", _targets[0].Id, target => target["hostname"] = "renamed");

        var ran = await RunAsync();

        AssertFates(ran, BatchFate.Moved, BatchFate.Done, BatchFate.Done);
        Assert.Equal("renamed", ran.Rows[0].Resource?.Hostname);
        await AssertStoredAsync(true, false, false);
    }

    [Fact]
    public async Task Delete_NoneIsLeft_SendsNothing()
    {
        foreach (var target in _targets)
        {
            await _account.RemoveAsync("targets", target.Id);
        }

        AssertFates(await RunAsync(), BatchFate.Gone, BatchFate.Gone, BatchFate.Gone);
        Assert.Equal([Look], await _account.AskedAsync());
    }

    [Fact]
    public async Task Delete_RefusedBecauseOfOne_SaysSoThereAndLooksOnce()
    {
        await _account.OrderAsync("POST", """
            {"status":400,"body":{"success":false,"errors":[
              {"code":1003,"message":"An application needs it.","source":{"pointer":"/target_ids/1"}},{"code":1009,"message":"Not today."},{"code":1003,"message":"Which?","source":{"pointer":"/target_ids/7"}}]} }
            """);

        var ran = await RunAsync();

        AssertFates(ran, BatchFate.NotDone, BatchFate.Refused, BatchFate.NotDone);
        Assert.Equal("An application needs it.", Assert.Single(ran.Rows[1].Messages).Message);
        Assert.Equal(["Not today.", "Which?"], Assert.IsType<ApiFailure.Rejected>(ran.Failure).Answer.Errors.Select(error => error.Message));
        Assert.Equal([Look, Delete, Look], await _account.AskedAsync());
        Assert.Empty(_time.Waits);
        await AssertStoredAsync(true, true, true);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Delete_RefusedForAReasonThatIsNoTargets_LooksNoMore(int status)
    {
        await _account.OrderAsync("POST", $$"""{"status":{{status}}}""");

        var ran = await RunAsync();

        AssertFates(ran, BatchFate.NotDone, BatchFate.NotDone, BatchFate.NotDone);
        Assert.Equal(status, (int)ran.Failure!.Answer.Status!);
        Assert.Equal([Look, Delete], await _account.AskedAsync());
    }

    [Theory]
    [InlineData("""{"cut":"before-write"}""")]
    [InlineData("""{"status":500}""")]
    [InlineData("""{"status":502,"body":"<html>"}""")]
    public async Task Delete_LostBeforeTheWrite_IsSentOnceAndAllAreFoundAtTheSecondLook(string fault)
    {
        await _account.OrderAsync("POST", fault);

        var ran = await RunAsync();

        AssertFates(ran, BatchFate.NotDone, BatchFate.NotDone, BatchFate.NotDone);
        Assert.True(Assert.IsType<ApiFailure.Unreachable>(ran.Failure).MayHaveLanded);
        Assert.Equal([Look, Delete, Look, Look], await _account.AskedAsync());
        Assert.Equal([TimeSpan.FromSeconds(2)], _time.Waits);
        await AssertStoredAsync(true, true, true);
    }

    [Fact]
    public async Task Delete_LostAfterTheWrite_IsSentOnceAndAllAreGoneAtTheFirstLook()
    {
        await _account.OrderAsync("POST", """{"cut":"after-write"}""");

        var ran = await RunAsync();

        AssertFates(ran, BatchFate.Done, BatchFate.Done, BatchFate.Done);
        Assert.IsType<ApiFailure.Unreachable>(ran.Failure);
        Assert.Equal([Look, Delete, Look], await _account.AskedAsync());
        Assert.Empty(_time.Waits);
        await AssertStoredAsync(false, false, false);
    }

    [Fact]
    public async Task Delete_MoreThanOneLookHolds_LooksInPartsAndStillSendsOnePost()
    {
        _targets = Assert.IsType<ApiResult<IReadOnlyList<Target>>.Ok>(
            await _account.Client.Targets.ListAsync(SandboxHost.AccountId, new TargetQuery { PerPage = 201 }.ToParameters(), TestContext.Current.CancellationToken)).Value;
        await _account.ForgetAsync();

        var ran = await RunAsync();

        Assert.Equal((201, true), (ran.Rows.Count, ran.Rows.All(row => row.Fate == BatchFate.Done)));
        Assert.Equal([Look, Look, Look, Delete, Look, Look, Look], await _account.AskedAsync());
    }

    [Fact]
    public async Task Delete_AViewer_IsForbiddenWithoutAnyCall()
    {
        Assert.Equal(AccessControl.ViewerRefusal, Assert.IsType<BatchOutcome<Target>.Forbidden>(await DeleteAsync(Role.Viewer)).Reason);
        Assert.Empty(await _account.AskedAsync());
    }

    [Fact]
    public async Task Delete_AnUnknownAccountOrNothingOrTooMany_IsForbiddenWithoutAnyCall()
    {
        Assert.IsType<BatchOutcome<Target>.Forbidden>(await DeleteAsync(accountId: "feed"));
        _targets = [];
        Assert.IsType<BatchOutcome<Target>.Forbidden>(await DeleteAsync());
        _targets = [.. Enumerable.Range(0, 1001).Select(number => new Target { Id = $"{number}" })];
        Assert.Contains("At most 1,000 at once; these are 1,001", Assert.IsType<BatchOutcome<Target>.Forbidden>(await DeleteAsync()).Reason, StringComparison.Ordinal);
        Assert.Empty(await _account.AskedAsync());
    }

    private static void AssertFates(BatchOutcome<Target>.Ran ran, params BatchFate[] fates) => Assert.Equal(fates, ran.Rows.Select(row => row.Fate));

    private async Task AssertStoredAsync(params bool[] expected)
    {
        foreach (var (target, there) in _targets.Zip(expected))
        {
            Assert.Equal(there, await _account.StoredAsync("targets", target.Id) is not null);
        }
    }

    private async Task<BatchOutcome<Target>.Ran> RunAsync(Role role = Role.Operator) => Assert.IsType<BatchOutcome<Target>.Ran>(await DeleteAsync(role));

    private Task<BatchOutcome<Target>> DeleteAsync(Role role = Role.Operator, string accountId = SandboxHost.AccountId) =>
        new TargetDeletions(_account.Accounts, new(), new(), _time, _feed.Writer(_account.Accounts)).DeleteAsync(new Actor("Somebody", role), accountId, _targets, reason: null, TestContext.Current.CancellationToken);
}
