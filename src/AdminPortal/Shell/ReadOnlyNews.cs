using AdminPortal.Changes.Access;
using AdminPortal.Changes.Store;

namespace AdminPortal.Shell;

/// <summary>Tells open pages when the console becomes read-only and when that ends, also by its time or by another instance of the console.</summary>
/// <remarks>One look at the store every few seconds serves all pages; while none is open, nobody looks.</remarks>
internal sealed class ReadOnlyNews(IReadOnlySwitch readOnly, TimeProvider time, ILogger<ReadOnlyNews> log) : IDisposable
{
    /// <summary>How soon a page shows what another instance of the console has switched, or that the time is over.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private Action? _changed;
    private Watch? _watch;

    private IReadOnlySwitch Switch => readOnly;

    private TimeProvider Clock => time;

    private ILogger Log => log;

    /// <summary>The time for which the console is read-only, as pages show it now.</summary>
    public ReadOnlyPeriod? Now { get; private set; }

    /// <summary>Calls back when <see cref="Now"/> has become another.</summary>
    public IDisposable Follow(Action changed)
    {
        lock (_lock)
        {
            _changed += changed;
            if (_watch is null)
            {
                Now = readOnly.LastKnown;
                _watch = new(this);
                _watch.Begin();
            }
        }

        return new Follower(this, changed);
    }

    /// <inheritdoc/>
    public void Dispose() => _watch?.Dispose();

    private void Leave(Action changed)
    {
        lock (_lock)
        {
            _changed -= changed;
            if (_changed is null)
            {
                _watch?.Dispose();
                _watch = null;
            }
        }
    }

    private void Tell()
    {
        Action? changed;
        lock (_lock)
        {
            changed = Now == readOnly.LastKnown ? null : _changed;
            Now = readOnly.LastKnown;
        }

        changed?.Invoke();
    }

    /// <summary>Looks while somebody follows.</summary>
    private sealed class Watch : IDisposable
    {
        private readonly ReadOnlyNews _news;
        private readonly IDisposable _following;
        private readonly ITimer _timer;
        private volatile bool _isOver;

        public Watch(ReadOnlyNews news)
        {
            _news = news;
            _following = news.Switch.Follow(news.Tell);
            _timer = news.Clock.CreateTimer(_ => _ = LookAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public void Begin() => _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        public void Dispose()
        {
            _isOver = true;
            _following.Dispose();
            _timer.Dispose();
        }

        private async Task LookAsync()
        {
            try
            {
                await _news.Switch.ReadAsync(CancellationToken.None);
            }
            catch (StoreUnavailableException problem)
            {
                // What is shown stays; nothing can be changed without the store anyway.
                _news.Log.LogDebug("Whether the console is read-only cannot be read: {Problem}", problem.Message);
            }

            _news.Tell();
            if (!_isOver)
            {
                _timer.Change(Interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private sealed class Follower(ReadOnlyNews news, Action changed) : IDisposable
    {
        private ReadOnlyNews? _news = news;

        public void Dispose() => Interlocked.Exchange(ref _news, null)?.Leave(changed);
    }
}
