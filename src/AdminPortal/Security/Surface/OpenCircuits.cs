using System.Collections.Concurrent;
using System.Security.Claims;
using AdminPortal.Security.Sessions;

namespace AdminPortal.Security.Surface;

/// <summary>How many connected circuits each person has in this process.</summary>
internal sealed class OpenCircuits(SurfaceLimits limits)
{
    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    /// <summary>What a person is counted under.</summary>
    public static string PersonOf(ClaimsPrincipal principal) => principal.FindFirstValue(PortalClaims.Person) ?? principal.Identity?.Name ?? "";

    /// <summary>Whether nobody has any.</summary>
    public bool IsEmpty => _open.IsEmpty;

    /// <summary>Whether a person has as many as they may.</summary>
    public bool IsFull(string person) => _open.GetValueOrDefault(person) >= limits.CircuitsPerPerson;

    /// <summary>Counts one more, unless the person has as many as they may.</summary>
    public bool TryEnter(string person)
    {
        while (true)
        {
            var now = _open.GetOrAdd(person, 0);
            if (now >= limits.CircuitsPerPerson)
            {
                return false;
            }

            if (_open.TryUpdate(person, now + 1, now))
            {
                return true;
            }
        }
    }

    /// <summary>Counts one more that was there before: it is connected again.</summary>
    public void Enter(string person) => _open.AddOrUpdate(person, 1, (_, now) => now + 1);

    /// <summary>Counts one less, and forgets who has none.</summary>
    public void Leave(string person)
    {
        var left = _open.AddOrUpdate(person, 0, (_, now) => Math.Max(0, now - 1));
        if (left == 0)
        {
            _open.TryRemove(KeyValuePair.Create(person, 0));
        }
    }
}
