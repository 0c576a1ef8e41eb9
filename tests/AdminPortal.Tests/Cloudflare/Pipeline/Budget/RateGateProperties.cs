using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Pipeline.Budget;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Cloudflare.Pipeline.Budget;

/// <summary>Whatever arrives in whatever order and however slowly it is answered: the limit is never met, nobody is passed over, and all get through.</summary>
public sealed class RateGateProperties
{
    [Fact]
    public void Gate_AnyCallsAnswersAndCancellations_KeepsLimitAndOrderAndLetsAllThrough() =>
        Prop.ForAll(Scenarios().ToArbitrary(), scenario =>
        {
            FakeClock clock = new();
            SimulatedApi api = new(scenario.Slides, scenario.Quota, TimeSpan.FromSeconds(scenario.Window), clock);
            using RateGate gate = new(clock, new RecordingLogger());
            var first = gate.Ask(new("", CallPriority.Interactive), _ => { });
            first.Complete(new(api.Arrive()));

            var calls = scenario.Calls.Select(plan => new SimulatedCall(plan)).ToList();
            foreach (var call in calls)
            {
                clock.CreateTimer(_ => call.Ask(gate, clock), null, TimeSpan.FromMilliseconds(call.Plan.At), Timeout.InfiniteTimeSpan);
            }

            do
            {
                calls.ForEach(call => call.SendIfGranted(api, clock));
            }
            while (calls.Exists(call => !call.IsOver) && clock.AdvanceToNext());

            Assert.All(calls, call => Assert.True(call.IsOver, $"{call.Plan} never ended."));
            Assert.Equal(0, api.Refused);
            AssertOrder(calls);
            AssertPace(calls);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    private static void AssertOrder(List<SimulatedCall> calls)
    {
        var granted = calls.Where(call => call.Granted is not null).OrderBy(call => call.Order).ToList();
        foreach (var one in granted.GroupBy(call => call.Plan.Priority))
        {
            Assert.Equal(one.Select(call => call.Granted).Order(), one.Select(call => call.Granted));
        }

        var interactive = calls.Where(call => call.Plan.Priority == CallPriority.Interactive).ToList();
        Assert.All(
            granted.Where(call => call.Plan.Priority == CallPriority.Background),
            background => Assert.DoesNotContain(interactive, call => call.Asked < background.Granted && call.LeftQueue > background.Granted));
    }

    private static void AssertPace(List<SimulatedCall> calls)
    {
        var granted = calls.Where(call => call.Granted is not null).Select(call => call.Granted!.Value).Order().ToList();
        Assert.All(granted.Zip(granted.Skip(RateGate.PerSecond)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1)));
    }

    private static Gen<Scenario> Scenarios() =>
        from slides in Gen.Elements(true, false)
        from quota in Gen.Choose(16, 60)
        from window in Gen.Choose(1, 20)
        from busy in Gen.Elements(10, 1_000, 30_000)
        from calls in Plans(busy).ArrayOf(200)
        select new Scenario(slides, quota, window, calls);

    private static Gen<Plan> Plans(int busy) =>
        from at in Gen.Choose(0, busy)
        from priority in Gen.Elements(CallPriority.Interactive, CallPriority.Background)
        from there in Gen.Choose(0, 1_500)
        from back in Gen.Choose(0, 1_500)
        from fate in Gen.Frequency((7, Gen.Constant(Fate.Answered)), (1, Gen.Constant(Fate.Lost)), (1, Gen.Constant(Fate.Silent)), (1, Gen.Constant(Fate.Cancelled)))
        from patience in Gen.Choose(1, 5_000)
        select new Plan(at, priority, there, back, fate, patience);

    private enum Fate
    {
        Answered,

        /// <summary>Counted by the API, but no answer comes.</summary>
        Lost,

        /// <summary>Answered without the headers.</summary>
        Silent,

        /// <summary>Cancelled, if it still waits when its patience ends.</summary>
        Cancelled,
    }

    private sealed record Scenario(bool Slides, int Quota, int Window, Plan[] Calls);

    private sealed record Plan(int At, CallPriority Priority, int There, int Back, Fate Fate, int Patience);

    private sealed class SimulatedCall(Plan plan)
    {
        private static int asked;
        private RateTicket? _ticket;

        public Plan Plan => plan;

        public int Order { get; private set; }

        public TimeSpan Asked { get; private set; } = TimeSpan.MaxValue;

        public TimeSpan? Granted { get; private set; }

        public TimeSpan LeftQueue { get; private set; } = TimeSpan.MaxValue;

        public bool IsOver { get; private set; }

        public void Ask(RateGate gate, FakeClock clock)
        {
            (Order, Asked) = (++asked, clock.Now);
            _ticket = gate.Ask(new("", plan.Priority), _ => { });
            if (plan.Fate == Fate.Cancelled)
            {
                clock.CreateTimer(_ => _ticket.Cancel(), null, TimeSpan.FromMilliseconds(plan.Patience), Timeout.InfiniteTimeSpan);
            }
        }

        public void SendIfGranted(SimulatedApi api, FakeClock clock)
        {
            if (_ticket is null || LeftQueue != TimeSpan.MaxValue || !_ticket.Turn.IsCompleted)
            {
                return;
            }

            LeftQueue = clock.Now;
            IsOver = _ticket.Turn.IsCanceled;
            if (_ticket.Turn.IsCompletedSuccessfully)
            {
                Granted = clock.Now;
                clock.CreateTimer(_ => Arrive(api, clock), null, TimeSpan.FromMilliseconds(plan.There), Timeout.InfiniteTimeSpan);
            }
        }

        private void Arrive(SimulatedApi api, FakeClock clock)
        {
            var told = api.Arrive();
            clock.CreateTimer(_ => End(told), null, TimeSpan.FromMilliseconds(plan.Back), Timeout.InfiniteTimeSpan);
        }

        private void End(RateBudget told)
        {
            IsOver = true;
            _ticket!.Complete(plan.Fate switch { Fate.Lost => null, Fate.Silent => new(null), _ => new(told) });
        }
    }
}
