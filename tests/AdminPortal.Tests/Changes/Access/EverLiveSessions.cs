using AdminPortal.Changes.Sessions;

namespace AdminPortal.Tests.Changes.Access;

/// <summary>Sessions that go on until the test ends them.</summary>
internal sealed class EverLiveSessions : ISessions
{
    private Action<string>? _ended;

    /// <summary>How every session is.</summary>
    public SessionState State { get; private set; } = new(End: null);

    public void End(SessionEnd why, string session)
    {
        State = new(why);
        _ended?.Invoke(session);
    }

    public Task<SessionState> StateAsync(string id, CancellationToken cancellationToken) => Task.FromResult(State);

    public void Touch(string id)
    {
        // Nothing here ends for idleness.
    }

    public IDisposable Follow(Action<string> ended)
    {
        _ended += ended;
        return new Unfollow(() => _ended -= ended);
    }

    public Task<string> BeginAsync(NewSession session, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<OpenSession?> OpenAsync(string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task KeepAsync(string key, byte[] ticket, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The sessions that a list shows.</summary>
    public List<SessionNote> Live { get; } = [];

    public Task<bool> EndAsync(string id, SessionEnd why, string? by, CancellationToken cancellationToken) => Task.FromResult(Live.RemoveAll(session => session.Id == id) > 0);

    public Task<int> EndAtProviderAsync(string issuer, string? providerSession, string? subject, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> EndAllOfAsync(string person, SessionEnd why, string? by, CancellationToken cancellationToken) => Task.FromResult(Live.RemoveAll(session => session.Person == person));

    public Task<IReadOnlyList<SessionNote>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<SessionNote>>([.. Live]);

    private sealed class Unfollow(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
