using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Pipeline.Budget;

namespace AdminPortal.Tests.Cloudflare.Pipeline.Budget;

public sealed class RateGateTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly FakeClock _clock = new();
    private readonly RecordingLogger _log = new();
    private readonly List<CallWait> _waits = [];
    private readonly RateGate _gate;

    public RateGateTests() => _gate = new(_clock, _log);

    public void Dispose() => _gate.Dispose();

    [Fact]
    public void Calls_BeforeAnyAnswer_AreFewAndThenAsManyAsTheQuotaAllows()
    {
        var tickets = Ask(1000);
        Assert.Equal(16, Granted(tickets));

        tickets[0].Complete(Told(1199, 1200, 300));

        Assert.Equal(180, Granted(tickets));
        _clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(1000, Granted(tickets));
    }

    [Fact]
    public void Calls_WhereTheApiTellsNothing_AreHeldToTheDocumentedLimit()
    {
        Finish(Ask(1), new RateAnswer(null));

        var tickets = Ask(1500);
        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1199, Granted(tickets));
        Finish(tickets[..1199], new RateAnswer(null));

        _clock.Advance(TimeSpan.FromSeconds(300));
        Assert.Equal(1199 + 1, Granted(tickets));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1500, Granted(tickets));
    }

    [Fact]
    public void Calls_InOneSecond_StayBelowTheDocumentedTwoHundred()
    {
        Finish(Ask(1), Told(9999, 10_000, 300));
        _clock.Advance(TimeSpan.FromSeconds(2));

        var tickets = Ask(500);

        Assert.Equal(180, Granted(tickets));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(360, Granted(tickets));
    }

    [Fact]
    public void Quota_OfAnAnswer_TakesThePlaceOfTheDocumentedOne()
    {
        Finish(Ask(1), Told(9, 10, 10));

        var tickets = Ask(12);

        Assert.Equal(9, Granted(tickets));
        Finish(tickets[..9], Told(0, 10, 10));
        _clock.Advance(Window);
        Assert.Equal(9, Granted(tickets));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(12, Granted(tickets));
    }

    [Fact]
    public void Remaining_ThatOthersUsedUp_HoldsCallsUntilTheirWindowEnds()
    {
        Finish(Ask(1), Told(3, 100, 10));

        var tickets = Ask(50);

        Assert.Equal(1, Granted(tickets)); // Two are left to the others.
        Finish(tickets[..1], Told(0, 100, 10));
        _clock.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(1, Granted(tickets));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(17, Granted(tickets)); // Scouts: whether the others have used the new window too is not known yet.
        tickets[1].Complete(Told(99, 100, 10));
        Assert.Equal(50, Granted(tickets));
    }

    [Fact]
    public void Answers_ThatOvertakeEachOther_CountByTheLowest()
    {
        Finish(Ask(1), Told(99, 100, 10));
        var tickets = Ask(3);

        tickets[2].Complete(Told(20, 100, 10));
        tickets[0].Complete(Told(22, 100, 10));

        Assert.Equal(17, _gate.State.Remaining); // 20, less the one in flight, less what is left to the others.
    }

    [Theory]
    [InlineData(30)]
    [InlineData(300)]
    public void Block_AfterA429_HoldsEverythingUntilItIsOver(int seconds)
    {
        Finish(Ask(1), new RateAnswer(null, TimeSpan.FromSeconds(seconds)));

        var tickets = Ask(2);

        Assert.Equal((CallWaitReason.Blocked, _clock.GetUtcNow().AddSeconds(seconds)), (_waits[0].Reason, _waits[0].GoesOnAt));
        Assert.Equal(_clock.GetUtcNow().AddSeconds(seconds), _gate.State.BlockedUntil);
        _clock.Advance(TimeSpan.FromSeconds(seconds - 0.001));
        Assert.Equal(0, Granted(tickets));
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(2, Granted(tickets));
    }

    [Fact]
    public async Task Block_LongerThanAnybodyWaits_RefusesTheQueueAndWhoComes()
    {
        var first = Ask(16);
        var queued = Ask(1)[0];

        Finish(first[..1], new RateAnswer(null, TimeSpan.FromMinutes(6)));

        Assert.Equal(TimeSpan.FromMinutes(6), Assert.IsType<RateTurn.Refused>(await queued.Turn).Wait);
        Assert.IsType<RateTurn.Refused>(await Ask(1)[0].Turn);
        Assert.Equal(0, _gate.State.QueuedInteractive);
    }

    [Fact]
    public void Background_BehindInteractive_WaitsEvenWhereItCameFirst()
    {
        Finish(Ask(1), Told(99, 100, 10));
        Finish(Ask(99), Told(0, 100, 10));
        var background = Ask(3, CallPriority.Background);
        var interactive = Ask(90);

        _clock.Advance(Window + TimeSpan.FromSeconds(0.1));
        foreach (var ticket in interactive[..1])
        {
            ticket.Complete(Told(99, 100, 10));
        }

        Assert.Equal((90, 0), (Granted(interactive), Granted(background)));
        Assert.Equal((0, 3), (_gate.State.QueuedInteractive, _gate.State.QueuedBackground));
    }

    [Fact]
    public void Background_BelowATenthOfTheQuota_LeavesTheRestToInteractive()
    {
        Finish(Ask(1), Told(99, 100, 10));

        var background = Ask(100, CallPriority.Background);
        var interactive = Ask(20);

        Assert.Equal((89, 10), (Granted(background), Granted(interactive)));
    }

    [Fact]
    public void Background_ThatSomebodyJoins_IsInteractiveFromThen()
    {
        Finish(Ask(1), Told(99, 100, 10));
        var background = Ask(100, CallPriority.Background);

        background[95].Caller.Promote();

        Assert.Equal(90, Granted(background));
        Assert.True(background[95].Turn.IsCompleted);
    }

    [Fact]
    public void Cancellation_OfAQueuedCall_FreesItsPlaceAndNothingElse()
    {
        Finish(Ask(1), Told(9, 10, 10));
        var tickets = Ask(12);

        tickets[9].Cancel();
        tickets[0].Cancel();

        Assert.True(tickets[9].Turn.IsCanceled);
        Assert.Equal(2, _gate.State.QueuedInteractive);
        Assert.Equal(9, _gate.State.InFlight);
    }

    [Fact]
    public void Estimate_OfAQueuedCall_IsWhenItGoesOn()
    {
        Finish(Ask(1), Told(9, 10, 10));
        Finish(Ask(9), Told(0, 10, 10));

        var tickets = Ask(1);

        Assert.Equal(CallWaitReason.Budget, _waits[^1].Reason);
        _clock.Advance(_waits[^1].GoesOnAt - _clock.GetUtcNow());
        Assert.Equal(1, Granted(tickets));
    }

    [Fact]
    public void State_OfUse_NamesWhoUsesIt()
    {
        Finish(Ask(1), Told(99, 100, 10));
        Finish(Ask(2, caller: "Targets"), Told(97, 100, 10));
        Ask(3, caller: "Token check");

        var state = _gate.State;

        Assert.Equal([new("Token check", 3), new("Targets", 2), new("", 1)], state.Uses);
        Assert.Equal((94, 100, 3), (state.Remaining, state.Quota, state.InFlight));
        Assert.NotNull(state.ResetsAt);
    }

    [Fact]
    public void State_AfterTheWindow_IsFullAgain()
    {
        Finish(Ask(5), Told(95, 100, 10));

        _clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal((100, null), (_gate.State.Remaining, _gate.State.ResetsAt));
        Assert.Empty(_gate.State.Uses);
    }

    [Fact]
    public void Changed_OfManyChanges_IsRaisedFourTimesASecondAtMostAndWhenTheWindowEnds()
    {
        var raised = 0;
        _gate.Changed += () => raised++;

        Finish(Ask(10), Told(90, 100, 10));
        _clock.Advance(TimeSpan.FromSeconds(0.249));
        Assert.Equal(0, raised);
        _clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(1, raised);

        _clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(100, _gate.State.Remaining);
        Assert.InRange(raised, 2, 5);
    }

    [Fact]
    public void Changed_ListenerThatThrows_CostsNobodyATurn()
    {
        _gate.Changed += () => throw new InvalidOperationException("listener");
        Finish(Ask(1), Told(9, 10, 10));
        var tickets = Ask(12);
        Finish(tickets[..9], Told(0, 10, 10));

        _clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(12, Granted(tickets));
        Assert.Contains(_log.Lines, line => line.Contains("listener", StringComparison.Ordinal));
    }

    private static RateAnswer Told(long remaining, long quota, int seconds) =>
        new(new RateBudget(remaining, TimeSpan.FromSeconds(seconds), quota, TimeSpan.FromSeconds(seconds)));

    private static int Granted(IEnumerable<RateTicket> tickets) => tickets.Count(ticket => ticket.Turn.IsCompletedSuccessfully);

    private static void Finish(IEnumerable<RateTicket> tickets, RateAnswer answer)
    {
        foreach (var ticket in tickets)
        {
            Assert.True(ticket.Turn.IsCompletedSuccessfully);
            ticket.Complete(answer);
        }
    }

    private List<RateTicket> Ask(int calls, CallPriority priority = CallPriority.Interactive, string caller = "") =>
        [.. Enumerable.Range(0, calls).Select(_ => _gate.Ask(new(caller, priority), _waits.Add))];
}
