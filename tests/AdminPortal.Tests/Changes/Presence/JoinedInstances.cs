using AdminPortal.Changes;
using AdminPortal.Changes.Presence;
using AdminPortal.Changes.Signals;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Changes.Presence;

/// <summary>Instances whose words reach each other at once, or get lost, as a test has it; their clock stands until it is moved.</summary>
internal sealed class JoinedInstances : TimeProvider
{
    private readonly List<Instance> _instances = [];
    private DateTimeOffset _now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    /// <summary>Whether words get lost.</summary>
    public bool IsCut { get; set; }

    /// <summary>Every word that arrived.</summary>
    public List<string> Words { get; } = [];

    public override DateTimeOffset GetUtcNow() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Assert.Equal((SharedOpenForms.Pulse, SharedOpenForms.Pulse), (dueTime, period));
        return new Ticking(_instances[^1], () => callback(state));
    }

    public Instance Start()
    {
        Instance started = new(this);
        _instances.Add(started);
        started.Forms = new(new(this), started, this, NullLogger<SharedOpenForms>.Instance);
        return started;
    }

    /// <summary>Lets time pass, pulse by pulse.</summary>
    public void Pass(TimeSpan time)
    {
        for (var end = _now + time; _now < end; _now += SharedOpenForms.Pulse)
        {
            foreach (var instance in _instances.ToList())
            {
                instance.Beat?.Invoke();
            }
        }
    }

    /// <summary>An instance and its way to the others.</summary>
    internal sealed class Instance(JoinedInstances joined) : ISignals
    {
        private Action<string>? _heard;
        private Action? _missed;

        public SharedOpenForms Forms { get; set; } = null!;

        public Action? Beat { get; set; }

        /// <summary>Ends as a killed process does: without a word.</summary>
        public void Kill() => joined._instances.Remove(this);

        /// <summary>The connection was away, and is back.</summary>
        public void Miss() => _missed?.Invoke();

        public void Send(string topic, string text)
        {
            Assert.True(text.Length <= ISignals.MaxText);
            foreach (var other in joined._instances.Where(other => other != this && !joined.IsCut).ToList())
            {
                joined.Words.Add(text);
                other._heard?.Invoke(text);
            }
        }

        public IDisposable Follow(string topic, Action<string> heard)
        {
            _heard = heard;
            return new Following(() => _heard = null);
        }

        public IDisposable FollowGaps(Action missed)
        {
            _missed = missed;
            return new Following(() => _missed = null);
        }
    }

    private sealed class Ticking : ITimer
    {
        private readonly Instance _instance;

        public Ticking(Instance instance, Action beat)
        {
            _instance = instance;
            _instance.Beat = beat;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => _instance.Beat = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
