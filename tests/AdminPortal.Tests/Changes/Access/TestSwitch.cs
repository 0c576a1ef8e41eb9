using AdminPortal.Changes.Access;

namespace AdminPortal.Tests.Changes.Access;

/// <summary>A read-only switch in memory.</summary>
internal sealed class TestSwitch : IReadOnlySwitch
{
    private Action? _changed;

    public ReadOnlyPeriod? LastKnown { get; private set; }

    public Task<ReadOnlyPeriod?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(LastKnown);

    public Task BeginAsync(ReadOnlyPeriod period, CancellationToken cancellationToken) => Become(period);

    public Task EndAsync(string by, CancellationToken cancellationToken) => Become(null);

    public IDisposable Follow(Action changed)
    {
        _changed += changed;
        return new Unfollow(() => _changed -= changed);
    }

    private Task Become(ReadOnlyPeriod? period)
    {
        LastKnown = period;
        _changed?.Invoke();
        return Task.CompletedTask;
    }

    private sealed class Unfollow(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
