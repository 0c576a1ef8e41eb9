using System.Collections.Concurrent;
using System.Security.Claims;
using AdminPortal.Changes.Sessions;

namespace AdminPortal.Security.Sessions;

/// <summary>The open connections of each session, so that they end with it, whatever the browser does.</summary>
internal sealed class SessionConnections : IDisposable
{
    /// <summary>What a page has to keep its draft and to lead to the sign-in, before its connection is cut.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<HttpContext, byte>> _open = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private readonly IDisposable _following;

    public SessionConnections(ISessions sessions, TimeProvider time)
    {
        _time = time;
        _following = sessions.Follow(EndSoon);
    }

    /// <inheritdoc/>
    public void Dispose() => _following.Dispose();

    /// <summary>Remembers circuits' connections while they are open.</summary>
    public async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal) || context.User.FindFirstValue(PortalClaims.Session) is not { } session)
        {
            await next(context);
            return;
        }

        var connections = _open.GetOrAdd(session, _ => new());
        connections[context] = 0;
        try
        {
            await next(context);
        }
        finally
        {
            connections.TryRemove(context, out _);
            if (connections.IsEmpty)
            {
                _open.TryRemove(new(session, connections));
            }
        }
    }

    /// <summary>Cuts the session's connections in a moment.</summary>
    public void EndSoon(string session) => _ = EndAsync(session);

    private async Task EndAsync(string session)
    {
        await Task.Delay(Grace, _time);
        if (_open.TryGetValue(session, out var connections))
        {
            foreach (var connection in connections.Keys)
            {
                connection.Abort();
            }
        }
    }
}
