using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Feed;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Changes.Batches;

public sealed class TargetCreationsTests(SandboxHost sandbox) : IClassFixture<SandboxHost>, IAsyncLifetime
{
    private const string Look = "GET infrastructure/targets";
    private const string Create = "PUT infrastructure/targets/batch";

    private static readonly string[] Inputs =
    [
        $$$"""{"hostname":"edge-1","ip":{"ipv4":{"ip_addr":"10.99.0.1"},"ipv6":{"ip_addr":"2001:DB8:99:0::1","virtual_network_id":"{{{SandboxHost.DefaultNetwork}}}"} }}""",
        """{"hostname":"Edge-2","ip":{"ipv4":{"ip_addr":"10.99.0.2"}}}""",
        """{"hostname":"edge-3","ip":{"ipv6":{"ip_addr":"2001:db8:99::3"}}}""",
    ];

    private readonly ImmediateTime _time = new();
    private readonly RecordedFeed _feed = new();
    private readonly SandboxAccount _account = new(sandbox);

    public async ValueTask InitializeAsync() => await _account.ResetAsync();

    public ValueTask DisposeAsync()
    {
        _account.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(Role.Operator)]
    [InlineData(Role.Administrator)]
    public async Task Create_AllIsWell_SendsOnePutOfEverything(Role role)
    {
        var ran = await RunAsync(Inputs, role);

        Assert.Null(ran.Failure);
        AssertFates(ran, BatchFate.Done, BatchFate.Done, BatchFate.Done);
        Assert.Equal(["edge-1", "Edge-2", "edge-3"], ran.Rows.Select(row => row.Resource?.Hostname));
        Assert.All(ran.Rows.Zip(Inputs), pair => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(pair.Second), pair.First.Intent.After)));
        Assert.Equal([Create], await _account.AskedAsync());
        foreach (var row in ran.Rows)
        {
            Assert.Equal(row.Resource!.Hostname, (string?)(await _account.StoredAsync("targets", row.Resource.Id))!["hostname"]);
        }
    }

    [Fact]
    public async Task Create_OneIsRefused_SaysSoAtItsFieldAndThatTheOthersAreNotThere()
    {
        string[] inputs = [Inputs[0], """{"hostname":"edge-2","ip":{"ipv4":{"ip_addr":"187.26.29.249"}}}""", Inputs[2]];

        var ran = await RunAsync(inputs);

        AssertFates(ran, BatchFate.NotDone, BatchFate.Refused, BatchFate.NotDone);
        Assert.Equal("/ip/ipv4/ip_addr", Assert.Single(ran.Rows[1].Messages).Source!.Pointer);
        Assert.Empty(Assert.IsType<ApiFailure.Rejected>(ran.Failure).Answer.Errors);
        Assert.Empty(_feed.Changes);
        Assert.Equal([Create, Look], await _account.AskedAsync());
        Assert.Empty(_time.Waits);
    }

    [Fact]
    public async Task Create_RefusedWithErrorsOfNoLine_KeepsThemForAll()
    {
        await _account.OrderAsync("PUT", """
            {"status":400,"body":{"success":false,"errors":[
              {"code":1001,"message":"Too many."},{"code":1001,"message":"Line of nobody.","source":{"pointer":"/3/hostname"}},{"code":1001,"message":"Whole line.","source":{"pointer":"#/2"}}]} }
            """);

        var ran = await RunAsync(Inputs);

        Assert.Equal(["Too many.", "Line of nobody."], ran.Failure!.Answer.Errors.Select(error => error.Message));
        Assert.Equal(("Whole line.", ""), Assert.Single(ran.Rows[2].Messages.Select(message => (message.Message, message.Source?.Pointer))));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(429)]
    public async Task Create_RefusedForAReasonThatIsNoLines_IsNotLookedFor(int status)
    {
        await _account.OrderAsync("PUT", $$"""{"status":{{status}}}""");

        var ran = await RunAsync(Inputs);

        AssertFates(ran, BatchFate.NotDone, BatchFate.NotDone, BatchFate.NotDone);
        Assert.Equal(status, (int)ran.Failure!.Answer.Status!);
        Assert.Equal([Create], await _account.AskedAsync());
    }

    [Theory]
    [InlineData("""{"cut":"before-write"}""")]
    [InlineData("""{"status":500}""")]
    [InlineData("""{"status":502,"body":"<html>"}""")]
    public async Task Create_LostBeforeTheWrite_IsSentOnceAndNoneIsFoundAtTheSecondLook(string fault)
    {
        await _account.OrderAsync("PUT", fault);

        var ran = await RunAsync(Inputs);

        AssertFates(ran, BatchFate.NotDone, BatchFate.NotDone, BatchFate.NotDone);
        Assert.True(Assert.IsType<ApiFailure.Unreachable>(ran.Failure).MayHaveLanded);
        Assert.Equal([Create, Look, Look], await _account.AskedAsync());
        Assert.Equal([TimeSpan.FromSeconds(2)], _time.Waits);
    }

    [Fact]
    public async Task Create_LostAfterTheWrite_IsSentOnceAndFoundByAddressAndHostnameAtTheFirstLook()
    {
        await _account.OrderAsync("PUT", """{"cut":"after-write"}""");

        var ran = await RunAsync([.. Inputs, """{"hostname":"edge-4","ip":{}}"""]);

        AssertFates(ran, BatchFate.Done, BatchFate.Done, BatchFate.Done, BatchFate.Done);
        Assert.Equal(["edge-1", "Edge-2", "edge-3", "edge-4"], ran.Rows.Select(row => row.Resource?.Hostname));
        Assert.Equal([Create, Look, Look], await _account.AskedAsync());
        Assert.Empty(_time.Waits);
        Assert.Equal([WhatHappened.Unclear, WhatHappened.Created], _feed.Changes.Select(change => change.What));
        Assert.Equal(ran.Rows.Select(row => row.Resource!.Id), _feed.Changes[1].Ids);
    }

    [Fact]
    public async Task Create_AThousand_SendsOnePut()
    {
        var ran = await RunAsync([.. Enumerable.Range(0, 1000).Select(number => $$$"""{"hostname":"edge-{{{number}}}","ip":{"ipv4":{"ip_addr":"10.98.{{{number / 250}}}.{{{number % 250}}}"} } }""")]);

        Assert.All(ran.Rows, row => Assert.Equal((BatchFate.Done, (string?)row.Intent.After!["hostname"]), (row.Fate, row.Resource?.Hostname)));
        Assert.Equal([Create], await _account.AskedAsync());
    }

    [Fact]
    public async Task Create_AViewer_IsForbiddenWithoutAnyCall()
    {
        Assert.Equal(AccessControl.ViewerRefusal, Assert.IsType<BatchOutcome<Target>.Forbidden>(await CreateAsync(Inputs, Role.Viewer)).Reason);
        Assert.Empty(await _account.AskedAsync());
    }

    [Fact]
    public async Task Create_AnUnknownAccountOrNothingOrTooMany_IsForbiddenWithoutAnyCall()
    {
        Assert.IsType<BatchOutcome<Target>.Forbidden>(await CreateAsync(Inputs, accountId: "feed"));
        Assert.IsType<BatchOutcome<Target>.Forbidden>(await CreateAsync([]));
        Assert.IsType<BatchOutcome<Target>.Forbidden>(await CreateAsync([.. Enumerable.Repeat(Inputs[0], 1001)]));
        Assert.Empty(await _account.AskedAsync());
    }

    private static void AssertFates(BatchOutcome<Target>.Ran ran, params BatchFate[] fates) => Assert.Equal(fates, ran.Rows.Select(row => row.Fate));

    private async Task<BatchOutcome<Target>.Ran> RunAsync(IReadOnlyList<string> inputs, Role role = Role.Operator) => Assert.IsType<BatchOutcome<Target>.Ran>(await CreateAsync(inputs, role));

    private Task<BatchOutcome<Target>> CreateAsync(IReadOnlyList<string> inputs, Role role = Role.Operator, string accountId = SandboxHost.AccountId) => new TargetCreations(_account.Accounts, _time, _feed.Writer(_account.Accounts))
        .CreateAsync(new Actor("Somebody", role), accountId, [.. inputs.Select(Changes.Inputs.Of)], reason: null, TestContext.Current.CancellationToken);
}
