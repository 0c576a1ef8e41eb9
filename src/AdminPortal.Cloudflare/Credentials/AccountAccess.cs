using System.Collections.Concurrent;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Cloudflare.Credentials;

/// <summary>
/// What an account's credential may do, kind by kind, as far as the API's answers have shown. Every call of the console tells it, whoever made it
/// and whatever for, so that it costs no call of its own.
/// </summary>
public sealed class AccountAccess(TimeProvider clock)
{
    private const string BelowTheAccount = "accounts/{accountId}/";

    private readonly ConcurrentDictionary<(string Path, bool IsWrite), AccessSighting> _seen = new();

    /// <summary>
    /// Something works that did not, or the other way round, or was seen for the first time; not raised for every call. Raised on any thread;
    /// a listener must neither block nor throw: a component passes on to <c>InvokeAsync</c>.
    /// </summary>
    public event Action? Changed;

    /// <summary>The last read of the kind that was answered or refused; null where none was seen yet.</summary>
    public AccessSighting? Reading(ResourceKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return _seen.GetValueOrDefault((kind.Path, false));
    }

    /// <summary>The last write to the kind that was carried out or refused for want of permission; null where none was seen yet.</summary>
    public AccessSighting? Writing(ResourceKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return _seen.GetValueOrDefault((kind.Path, true));
    }

    /// <summary>Learns from an answer. A check of an update (<c>validate_only</c>) is a PUT like any other, and needs the same permission.</summary>
    /// <param name="method">The call's method.</param>
    /// <param name="route">Its declared path, with placeholders.</param>
    /// <param name="failure">Why it failed, or null where it did not.</param>
    internal void Observe(HttpMethod method, string route, ApiFailure? failure)
    {
        var refusal = failure as ApiFailure.Rejected;
        if ((failure is null || (refusal is not null && AccessSighting.IsAboutAccess(refusal))) && PathOf(route) is { } path)
        {
            Set(path, method != HttpMethod.Get, refusal);
        }
    }

    /// <summary>A probe asks for nothing that could be wrong in itself, so whatever refuses it refuses the reading of the kind.</summary>
    internal void RefuseReading(ResourceKind kind, ApiFailure.Rejected refusal) => Set(kind.Path, isWrite: false, refusal);

    private void Set(string path, bool isWrite, ApiFailure.Rejected? refusal)
    {
        AccessSighting now = new(clock.GetUtcNow(), refusal);
        AccessSighting? before = null;
        _seen.AddOrUpdate(
            (path, isWrite),
            now,
            (_, last) =>
            {
                before = last;
                return now;
            });
        if (!now.SaysTheSameAs(before))
        {
            Changed?.Invoke();
        }
    }

    /// <summary>A kind's path has two parts, such as <c>magic/apps</c>; an id or <c>batch</c> may follow.</summary>
    private static string? PathOf(string route)
    {
        if (!route.StartsWith(BelowTheAccount, StringComparison.Ordinal))
        {
            return null;
        }

        var path = route.AsSpan(BelowTheAccount.Length);
        var first = path.IndexOf('/');
        var second = path[(first + 1)..].IndexOfAny('/', '?');
        return (second < 0 ? path : path[..(first + 1 + second)]).ToString();
    }
}
