namespace AdminPortal.Lists;

/// <summary>
/// Says when an open list may be read anew after a change. All lists that show the same wait for the same turn; one list gets a turn a second,
/// and all together get <see cref="AtOnce"/> at once and one a second after that, so that lists that nobody asked for leave the rate limit to people.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class RefreshPace(TimeProvider time)
{
    /// <summary>Turns that are given without a pause, to lists that show different things.</summary>
    public const int AtOnce = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Turn> _turns = new(StringComparer.Ordinal);
    private DateTimeOffset _nextOfAll;

    /// <summary>Waits until what <paramref name="key"/> stands for may be read.</summary>
    public Task WaitAsync(string key, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var (old, _) in _turns.Where(turn => turn.Value.At + Pause <= now).ToList())
            {
                _turns.Remove(old);
            }

            if (!_turns.TryGetValue(key, out var turn) || turn.At <= now)
            {
                _nextOfAll = Later(_nextOfAll, now);
                var at = Later(Later(now, _nextOfAll - ((AtOnce - 1) * Pause)), turn is null ? now : turn.At + Pause);
                _nextOfAll = Later(_nextOfAll, at) + Pause;
                turn = _turns[key] = new(at, at <= now ? Task.CompletedTask : Task.Delay(at - now, time, CancellationToken.None));
            }

            return turn.Came.WaitAsync(cancellationToken);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed record Turn(DateTimeOffset At, Task Came);
}
