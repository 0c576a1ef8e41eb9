using AdminPortal.Changes.Signals;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Presence;

/// <summary>The open forms of all instances: each tells the others what it has open, and says from time to time that it lives.</summary>
internal sealed class SharedOpenForms : IOpenForms, IDisposable
{
    /// <summary>How often an instance says that it lives; one timer a process.</summary>
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(5);

    /// <summary>What was open on an instance that is not heard for so long is open no more.</summary>
    public static readonly TimeSpan GivenUpAfter = 4 * Pulse;

    private readonly Lock _lock = new();
    private readonly OpenForms _all;
    private readonly ISignals _signals;
    private readonly TimeProvider _time;
    private readonly ILogger<SharedOpenForms> _log;
    private readonly string _instance = Guid.CreateVersion7().ToString("N");
    private readonly Dictionary<long, ToldForm> _own = [];
    private readonly Dictionary<string, OtherInstance> _others = new(StringComparer.Ordinal);
    private readonly IDisposable[] _following;
    private long _revision;

    public SharedOpenForms(OpenForms all, ISignals signals, TimeProvider time, ILogger<SharedOpenForms> log)
    {
        (_all, _signals, _time, _log) = (all, signals, time, log);
        _following = [signals.Follow(SignalTopics.Presence, Hear), signals.FollowGaps(AskEverybody), time.CreateTimer(_ => Beat(), state: null, Pulse, Pulse)];
        AskEverybody();
    }

    /// <inheritdoc/>
    public IOpenForm Enter(string accountId, string kindPath, string id, string person, Action changed)
    {
        OpenForm form = new(person, _time.GetUtcNow());
        var place = FormPlace.Of(accountId, kindPath, id);
        lock (_lock)
        {
            var here = _all.Enter(place, form, () => TellLater(changed));
            ToldForm told = new(_revision + 1, place, form);
            if (!PresenceWord.Fits(told))
            {
                return here;
            }

            _own.Add(told.Number, told);
            Send(new PresenceWord.Opened(_instance, ++_revision, told));
            return new Shared(here, new(() => Leave(here, told.Number)));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var following in _following)
        {
            following.Dispose();
        }
    }

    private void Leave(IOpenForm here, long number)
    {
        lock (_lock)
        {
            here.Dispose();
            _own.Remove(number);
            Send(new PresenceWord.Closed(_instance, ++_revision, number));
        }
    }

    private void Hear(string text)
    {
        if (PresenceWord.Read(text) is not { } word)
        {
            return;
        }

        lock (_lock)
        {
            if (word is PresenceWord.Asked asked && (asked.Of is null || asked.Of == _instance))
            {
                foreach (var part in PresenceWord.WholeOf(_instance, _revision, _own.Values))
                {
                    Send(part);
                }
            }

            if (!_others.TryGetValue(word.From, out var other))
            {
                _others.Add(word.From, other = new(_all));
            }

            other.HeardAt = _time.GetUtcNow();
            if (other.Hear(word))
            {
                Send(new PresenceWord.Asked(_instance, _revision, word.From));
            }
        }
    }

    private void AskEverybody()
    {
        lock (_lock)
        {
            Send(new PresenceWord.Asked(_instance, _revision, Of: null));
        }
    }

    private void Beat()
    {
        lock (_lock)
        {
            Send(new PresenceWord.Alive(_instance, _revision));
            foreach (var (name, other) in _others.Where(other => _time.GetUtcNow() - other.Value.HeardAt >= GivenUpAfter).ToList())
            {
                other.Forget();
                _others.Remove(name);
            }
        }
    }

    /// <summary>In the order of the revisions, so only while the lock is held.</summary>
    private void Send(PresenceWord word)
    {
        if (word.Write() is { } text)
        {
            _signals.Send(SignalTopics.Presence, text);
        }
    }

    /// <summary>A page renders when it is told, which neither the other instances' words nor the lock should wait for.</summary>
    private void TellLater(Action changed) => ThreadPool.UnsafeQueueUserWorkItem(
        told =>
        {
            try
            {
                told();
            }
            catch (Exception problem)
            {
                _log.LogError(problem, "A form failed on being told who else has its resource open.");
            }
        },
        changed,
        preferLocal: false);

    private sealed class Shared(IOpenForm here, Following open) : IOpenForm
    {
        public IReadOnlyList<OpenForm> Others => here.Others;

        public void Dispose() => open.Dispose();
    }
}
