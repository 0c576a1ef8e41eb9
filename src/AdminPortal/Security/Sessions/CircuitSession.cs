using System.Security.Claims;
using AdminPortal.Changes.Sessions;
using AdminPortal.Changes.Store;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace AdminPortal.Security.Sessions;

/// <summary>Who is behind a circuit, for as long as the session goes on: asked every half a minute, and told at once when it is ended in this process.</summary>
internal sealed class CircuitSession : RevalidatingServerAuthenticationStateProvider
{
    private static readonly AuthenticationState Nobody = new(new ClaimsPrincipal(new ClaimsIdentity()));

    private readonly ISessions _sessions;
    private readonly IPeople _people;
    private readonly SessionConnections _connections;
    private readonly SessionRecheck _recheck;
    private readonly ILogger _log;
    private readonly IDisposable _following;
    private string? _session;

    public CircuitSession(ISessions sessions, IPeople people, SessionConnections connections, SessionRecheck recheck, ILoggerFactory logs)
        : base(logs)
    {
        (_sessions, _people, _connections, _recheck, _log) = (sessions, people, connections, recheck, logs.CreateLogger<CircuitSession>());
        AuthenticationStateChanged += Learn;
        _following = sessions.Follow(HasEnded);
    }

    /// <summary>Why the session has ended, once it has.</summary>
    public SessionState? Ended { get; private set; }

    /// <summary>The session's id; null before the circuit knows who is behind it, and after the session's end.</summary>
    public string? Id => _session;

    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => _recheck.Interval;

    /// <inheritdoc/>
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var actor = authenticationState.User.ToActor();
        try
        {
            var state = await _sessions.StateAsync(actor.Session!, cancellationToken);
            if (state.IsLive)
            {
                await _people.NoteRolesAsync(actor.Id, cancellationToken);
                return true;
            }

            Ended = state;
            _connections.EndSoon(actor.Session!);
            return false;
        }
        catch (StoreUnavailableException problem)
        {
            // Reading goes on, and no write is sent without the store.
            _log.LogWarning("Whether session {Session} goes on cannot be asked: {Problem}", actor.Session, problem.Message);
            return true;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _following.Dispose();
        AuthenticationStateChanged -= Learn;
        base.Dispose(disposing);
    }

    private void Learn(Task<AuthenticationState> state) => _session = state.IsCompletedSuccessfully && state.Result.User.Identity?.IsAuthenticated == true
        ? state.Result.User.ToActor().Session
        : null;

    private void HasEnded(string session)
    {
        if (session == _session)
        {
            _ = EndAsync(session);
        }
    }

    private async Task EndAsync(string session)
    {
        try
        {
            Ended = await _sessions.StateAsync(session, CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            // It has ended for certain; only why is not known.
            _log.LogWarning("Why session {Session} has ended cannot be asked: {Problem}", session, problem.Message);
        }

        SetAuthenticationState(Task.FromResult(Nobody));
    }
}
