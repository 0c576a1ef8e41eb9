using AdminPortal.Changes.Sessions;

namespace AdminPortal.Administration;

/// <summary>The live sessions, each of which can be ended.</summary>
public sealed partial class SessionsSection
{
    private IReadOnlyList<SessionNote>? _sessions;

    /// <inheritdoc/>
    protected override async Task ReadAsync() => _sessions = await AskAsync(left => Administration.SessionsAsync(Actor, left)) ?? _sessions;

    private bool IsOwn(SessionNote session) => session.Id == Actor.Session;

    private string SureWords(SessionNote session) => IsOwn(session) ? "This is your own session: you will be signed out." : $"{session.Name} will be signed out there.";

    private async Task EndAsync(SessionNote session)
    {
        Said = null;
        if (await AskAsync(left => Administration.EndSessionAsync(Actor, session.Id, left)) is { } ended)
        {
            Said = ended.Count > 0 ? $"The session of {session.Name} has ended." : $"The session of {session.Name} had ended already.";
            await ReadAsync();
        }
    }
}
