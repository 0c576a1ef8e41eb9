using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Changes.Journal;

public sealed class PendingOutcomesTests
{
    private readonly SteppingClock _clock = new() { Rings = true };
    private readonly List<string> _written = [];

    [Fact]
    public async Task Kept_UntilTheStoreIsBack_AreWrittenInTheirOrder()
    {
        var failures = 5;
        await using PendingOutcomes pending = new(
            outcome =>
            {
                if (failures-- > 0)
                {
                    throw new StoreUnavailableException("away");
                }

                _written.Add(outcome.Change);
                return Task.CompletedTask;
            },
            _clock,
            NullLogger.Instance);

        Assert.True(pending.TryKeep(Outcome("a")));
        Assert.True(pending.TryKeep(Outcome("b")));
        Assert.True(pending.TryKeep(Outcome("c")));
        await pending.Settled.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["a", "b", "c"], _written);
    }

    [Fact]
    public async Task Kept_BeyondTheCapacity_AreRefused()
    {
        _clock.Rings = false;
        await using PendingOutcomes pending = new(_ => Task.CompletedTask, _clock, NullLogger.Instance);

        Assert.All(Enumerable.Range(0, PendingOutcomes.Capacity), number => Assert.True(pending.TryKeep(Outcome($"{number}"))));

        Assert.False(pending.TryKeep(Outcome("one more")));
    }

    [Fact]
    public async Task Kept_WhereOneCannotBeWritten_DoesNotKeepTheOthersWaiting()
    {
        await using PendingOutcomes pending = new(
            outcome =>
            {
                _written.Add(outcome.Change);
                return outcome.Change == "bad" ? throw new InvalidOperationException() : Task.CompletedTask;
            },
            _clock,
            NullLogger.Instance);

        Assert.True(pending.TryKeep(Outcome("bad")));
        Assert.True(pending.TryKeep(Outcome("good")));
        await pending.Settled.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["bad", "good"], _written);
    }

    [Fact]
    public async Task Kept_AtTheEnd_AreTriedOnceMore()
    {
        _clock.Rings = false;
        PendingOutcomes pending = new(
            outcome =>
            {
                _written.Add(outcome.Change);
                return Task.CompletedTask;
            },
            _clock,
            NullLogger.Instance);
        Assert.True(pending.TryKeep(Outcome("a")));

        await pending.DisposeAsync();

        Assert.Equal(["a"], _written);
        Assert.False(pending.TryKeep(Outcome("too late")));
    }

    private static PendingOutcome Outcome(string change) => new("account", change, new(JournalEvent.Applied));
}
