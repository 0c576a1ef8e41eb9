using System.Text.Json.Nodes;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Updates;
using AdminPortal.Changes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Changes.Batches;

public sealed class BatchUpdatesTests(SandboxHost sandbox) : IClassFixture<SandboxHost>, IAsyncLifetime
{
    private const string WithBgp = "e07c2b9a5d6f41388ab4f3d1c79e0526";

    private static readonly string[] Ids = ["7a0f3c5d9b1e4826a4d7c0f2e6b18395", WithBgp, "1d4e8b27c6f04a93b5e2d8f7093a6c14"];

    private readonly ImmediateTime _time = new();
    private readonly SandboxAccount _account = new(sandbox);
    private IReadOnlyList<UpdateRequest> _requests = [];

    public async ValueTask InitializeAsync()
    {
        await _account.ResetAsync();
        _requests = await Task.WhenAll(Ids.Select(RequestAsync));
        await _account.ForgetAsync();
    }

    public ValueTask DisposeAsync()
    {
        _account.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Run_AllIsWell_SavesOneAfterTheOtherAndTellsOfEachStep()
    {
        var steps = await RunAsync();

        Assert.Equal(["0 Saving", "0 Saved", "1 Saving", "1 Saved", "2 Saving", "2 Saved"], steps.Select(Describe));
        Assert.Equal(Ids.SelectMany(id => new[] { $"GET magic/cf_interconnects/{id}", $"PUT magic/cf_interconnects/{id}" }), await _account.AskedAsync());
        Assert.Equal([1500, 1500, 1500], await MtusAsync());
    }

    [Fact]
    public async Task Run_MembersThatNoFormKnows_AreSentAlong()
    {
        await RunAsync();

        Assert.NotNull((await _account.StoredAsync("interconnects", WithBgp))!["bgp"]);
    }

    [Fact]
    public async Task Run_OneIsRefused_SavesTheOthers()
    {
        await _account.OrderAsync("PUT", $$"""{"path":"accounts/{account}/magic/cf_interconnects/{{Ids[1]}}","status":400,"body":{"success":false,"errors":[{"code":1003,"message":"Not this one.","source":{"pointer":"/mtu"} }]} }""");

        var steps = await RunAsync();

        Assert.Equal(["0 Saved", "1 NotSaved", "2 Saved"], Settled(steps));
        var outcome = Assert.IsType<BatchStep<Interconnect>.Settled>(steps[3].Step).Outcome;
        Assert.Equal("Not this one.", Assert.Single(Assert.IsType<UpdateOutcome<Interconnect>.NotSaved>(outcome).Failure.Answer.Errors).Message);
        Assert.Equal([1500, 1476, 1500], await MtusAsync());
    }

    [Fact]
    public async Task Run_OneHasMoved_HoldsItBackAndSavesTheOthers()
    {
        await _account.ChangeAsync("interconnects", Ids[0], interconnect => interconnect["description"] = "changed meanwhile");

        Assert.Equal(["0 Moved", "1 Saved", "2 Saved"], Settled(await RunAsync()));
        Assert.Equal([1476, 1500, 1500], await MtusAsync());
    }

    [Theory]
    [InlineData("before-write", "1 Unanswered NotArrived", 1476)]
    [InlineData("after-write", "1 Unanswered Arrived", 1500)]
    public async Task Run_OneIsCut_LooksForItSavesTheOthersAndSendsNothingTwice(string cut, string step, int mtu)
    {
        await _account.OrderAsync("PUT", $$"""{"path":"accounts/{account}/magic/cf_interconnects/{{Ids[1]}}","cut":"{{cut}}"}""");

        Assert.Equal(["0 Saved", step, "2 Saved"], Settled(await RunAsync()));
        Assert.Equal(3, (await _account.AskedAsync()).Count(asked => asked.StartsWith("PUT", StringComparison.Ordinal)));
        Assert.Equal([1500, mtu, 1500], await MtusAsync());
    }

    [Fact]
    public async Task Run_StoppedWhileOneIsSaved_FinishesItAndSendsNothingMore()
    {
        using CancellationTokenSource stop = new();

        var steps = await RunAsync(stop: stop.Token, onStep: step =>
        {
            if (Describe(step) == "0 Saving")
            {
                stop.Cancel();
            }
        });

        Assert.Equal(["0 Saved", "1 Stopped", "2 Stopped"], Settled(steps));
        Assert.Equal([1500, 1476, 1476], await MtusAsync());
    }

    [Fact]
    public async Task Run_CutShort_DoesNotKnowOfTheOneWhoseTurnItWas()
    {
        using CancellationTokenSource patience = new();

        var steps = await RunAsync(patience: patience.Token, onStep: step =>
        {
            if (Describe(step) == "1 Saving")
            {
                patience.Cancel();
            }
        });

        Assert.Equal(["0 Saved", "1 Interrupted", "2 Stopped"], Settled(steps));
    }

    [Fact]
    public async Task Run_AViewer_IsForbiddenEachWithoutAnyCall()
    {
        Assert.Equal(["0 Forbidden", "1 Forbidden", "2 Forbidden"], Settled(await RunAsync(Role.Viewer)));
        Assert.Empty(await _account.AskedAsync());
    }

    public static TheoryData<BatchStep<Interconnect>, bool, bool> Steps
    {
        get
        {
            ApiFailure failure = new ApiFailure.Rejected(ApiAnswer.None);
            Interconnect live = new();
            return new()
            {
                { new BatchStep<Interconnect>.Waiting(), false, false },
                { new BatchStep<Interconnect>.Saving(), false, false },
                { new BatchStep<Interconnect>.Stopped(), true, false },
                { new BatchStep<Interconnect>.Interrupted(), false, false },
                { Of(new UpdateOutcome<Interconnect>.Saved(live, ApiAnswer.None, [])), false, true },
                { Of(new UpdateOutcome<Interconnect>.Forbidden("no")), false, false },
                { Of(new UpdateOutcome<Interconnect>.Moved(live)), false, false },
                { Of(new UpdateOutcome<Interconnect>.NotRead(failure)), true, false },
                { Of(new UpdateOutcome<Interconnect>.NotSaved(failure)), true, false },
                { Of(new UpdateOutcome<Interconnect>.Unanswered(failure, WriteFate.Arrived, live)), false, true },
                { Of(new UpdateOutcome<Interconnect>.Unanswered(failure, WriteFate.NotArrived, live)), true, false },
                { Of(new UpdateOutcome<Interconnect>.Unanswered(failure, WriteFate.CannotTell, null)), false, false },
            };

            static BatchStep<Interconnect> Of(UpdateOutcome<Interconnect> outcome) => new BatchStep<Interconnect>.Settled(outcome);
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Step_OfAnySort_MayBeRetriedOnlyIfItIsCertainNotToHaveArrived(BatchStep<Interconnect> step, bool mayBeRetried, bool isSaved) =>
        Assert.Equal((mayBeRetried, isSaved), (step.MayBeRetried, step.IsSaved));

    private static IEnumerable<string> Settled(IEnumerable<(int Index, BatchStep<Interconnect> Step)> steps) =>
        steps.Where(step => step.Step is not BatchStep<Interconnect>.Saving).Select(Describe);

    private static string Describe((int Index, BatchStep<Interconnect> Step) step) => $"{step.Index} {step.Step switch
    {
        BatchStep<Interconnect>.Settled { Outcome: UpdateOutcome<Interconnect>.Unanswered unanswered } => $"Unanswered {unanswered.Fate}",
        BatchStep<Interconnect>.Settled settled => settled.Outcome.GetType().Name,
        _ => step.Step.GetType().Name,
    }}";

    private async Task<UpdateRequest> RequestAsync(string id)
    {
        var kind = InterconnectKind.Instance;
        var read = Assert.IsType<ApiResult<Interconnect>.Ok>(await kind.ReadAsync(_account.Client, id, TestContext.Current.CancellationToken));
        var baseline = kind.ToJson(kind.ToInput(read.Value));
        var proposed = (JsonObject)baseline.DeepClone();
        proposed["mtu"] = 1500;
        return new(SandboxHost.AccountId, id, baseline, proposed);
    }

    private async Task<IReadOnlyList<int>> MtusAsync()
    {
        List<int> mtus = [];
        foreach (var id in Ids)
        {
            mtus.Add((int)(await _account.StoredAsync("interconnects", id))!["mtu"]!);
        }

        return mtus;
    }

    private async Task<IReadOnlyList<(int Index, BatchStep<Interconnect> Step)>> RunAsync(
        Role role = Role.Operator, Action<(int, BatchStep<Interconnect>)>? onStep = null, CancellationToken stop = default, CancellationToken patience = default)
    {
        List<(int, BatchStep<Interconnect>)> steps = [];
        await foreach (var step in new BatchUpdates(new ResourceUpdates(_account.Accounts, _time, new RecordedFeed().Writer(_account.Accounts))).RunAsync(InterconnectKind.Instance, new Actor("Somebody", role), _requests, stop, patience))
        {
            steps.Add(step);
            onStep?.Invoke(step);
        }

        return steps;
    }
}
