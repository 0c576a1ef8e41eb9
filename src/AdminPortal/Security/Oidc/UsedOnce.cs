using System.Collections.Concurrent;

namespace AdminPortal.Security.Oidc;

/// <summary>Remembers for a while what counts only once. Each process remembers its own.</summary>
internal sealed class UsedOnce(TimeProvider time)
{
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _used = new(StringComparer.Ordinal);

    /// <summary>Uses it up.</summary>
    /// <returns>False if it was used before, or if there is no room to remember it.</returns>
    public bool TryUse(string once, TimeSpan remember)
    {
        var now = time.GetUtcNow();
        if (_used.Count >= Most / 2)
        {
            foreach (var (old, until) in _used)
            {
                if (until <= now)
                {
                    _used.TryRemove(old, out _);
                }
            }
        }

        return _used.Count < Most && _used.TryAdd(once, now + remember);
    }
}
