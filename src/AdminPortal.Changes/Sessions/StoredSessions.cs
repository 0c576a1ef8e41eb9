using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Signals;
using AdminPortal.Changes.Store;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Sessions;

/// <summary>The sessions in the store.</summary>
internal sealed class StoredSessions : ISessions, IDisposable
{
    private const int KeyBytes = 32;
    private const int IdLength = 32;

    /// <summary>How precisely it is kept when a session was last used: what every click would otherwise write.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <summary>How long an ended session is remembered, so that its person is told why it ended.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    private readonly PortalStore _store;
    private readonly SessionLimits _limits;
    private readonly AccessPolicy _policy;
    private readonly ISignals _signals;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, long> _used = new(StringComparer.Ordinal);
    private readonly Followers<string> _ended;
    private readonly IDisposable _elsewhere;
    private DateTimeOffset _tidied = DateTimeOffset.MinValue;

    public StoredSessions(PortalStore store, SessionLimits limits, AccessPolicy policy, ISignals signals, TimeProvider time, ILogger<StoredSessions> log)
    {
        (_store, _limits, _policy, _signals, _time, _ended) = (store, limits, policy, signals, time, new(log));
        _elsewhere = signals.Follow(SignalTopics.SessionEnded, _ended.Tell);
    }

    /// <inheritdoc/>
    public void Dispose() => _elsewhere.Dispose();

    /// <inheritdoc/>
    public async Task<string> BeginAsync(NewSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        StoreText.CheckPerson(session.Person);
        var (key, now) = (WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes)), _time.GetUtcNow());
        await TidyAsync(now, cancellationToken);
        await _store.WriteAsync(
            async (context, token) =>
            {
                await StoredConsoleJournal.LockAsync(context, token);
                context.Sessions.Add(Row(session, IdOf(key), now));
                var changed = await PeopleTable.SignedInAsync(context, _policy, session, now, token);
                ConsoleEvent signedIn = new(ConsoleEventKind.SignedIn, session.Name)
                {
                    Person = session.Person, PersonName = session.Name, Note = session.From is null ? null : $"From {session.From}.",
                };
                await StoredConsoleJournal.AppendAsync(context, [signedIn, .. changed], now, token);
                return await context.SaveChangesAsync(token);
            },
            cancellationToken);
        return key;
    }

    /// <inheritdoc/>
    public async Task<OpenSession?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        var (id, now) = (IdOf(key), _time.GetUtcNow());
        if (await FindAsync(id, cancellationToken) is not { } row || EndOf(row, now) is not null)
        {
            return null;
        }

        _used[id] = StoredTime.Write(now);
        return new(id, row.Ticket, StoredTime.Read(row.ExpiresAt));
    }

    /// <inheritdoc/>
    public Task KeepAsync(string key, byte[] ticket, CancellationToken cancellationToken)
    {
        var id = IdOf(key);
        return _store.WriteAsync(
            (context, token) => context.Sessions.Where(row => row.Id == id && row.EndedAt == null).ExecuteUpdateAsync(row => row.SetProperty(one => one.Ticket, ticket), token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<SessionState> StateAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } row)
        {
            return new(SessionEnd.Unknown);
        }

        await KeepUseAsync(row, cancellationToken);
        return new(EndOf(row, _time.GetUtcNow()), row.EndedBy);
    }

    /// <inheritdoc/>
    public void Touch(string id)
    {
        // Only what is live here goes on: a click must not bring back what has lain idle for too long.
        var now = StoredTime.Write(_time.GetUtcNow());
        if (_used.TryGetValue(id, out var used) && now > used && now < used + (long)_limits.Idle.TotalMicroseconds)
        {
            _used.TryUpdate(id, now, used);
        }
    }

    /// <inheritdoc/>
    public async Task<bool> EndAsync(string id, SessionEnd why, string? by, CancellationToken cancellationToken) =>
        await EndAsync(row => row.Id == id, why, by, cancellationToken) > 0;

    /// <inheritdoc/>
    public Task<int> EndAtProviderAsync(string issuer, string? providerSession, string? subject, CancellationToken cancellationToken) =>
        providerSession is null && subject is null
            ? throw new ArgumentException("A logout names a session or a person.", nameof(providerSession))
            : EndAsync(
                row => row.Issuer == issuer && (providerSession == null || row.ProviderSession == providerSession) && (subject == null || row.Subject == subject),
                SessionEnd.SignedOutAtProvider, by: null, cancellationToken);

    /// <inheritdoc/>
    public Task<int> EndAllOfAsync(string person, SessionEnd why, string? by, CancellationToken cancellationToken) =>
        EndAsync(row => row.Person == person, why, by, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SessionNote>> ListAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var rows = await _store.ReadAsync((context, token) => context.Sessions.AsNoTracking().Where(row => row.EndedAt == null).ToListAsync(token), cancellationToken);
        return
        [
            .. rows.Where(row => EndOf(row, now) is null)
                .Select(row => new SessionNote(
                    row.Id, row.Person, row.Name, row.From, StoredTime.Read(row.BegunAt), StoredTime.Read(UsedAt(row)), StoredTime.Read(row.ExpiresAt)))
                .OrderByDescending(note => note.UsedAt),
        ];
    }

    /// <inheritdoc/>
    public IDisposable Follow(Action<string> ended) => _ended.Add(ended);

    private static string IdOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..IdLength];

    private SessionRow Row(NewSession session, string id, DateTimeOffset now) => new()
    {
        Id = id,
        Person = session.Person,
        Name = StoreText.Plain(session.Name)!,
        Issuer = session.Issuer,
        Subject = session.Subject,
        ProviderSession = session.ProviderSession,
        From = StoreText.Plain(session.From),
        Ticket = session.Ticket,
        BegunAt = StoredTime.Write(now),
        UsedAt = StoredTime.Write(now),
        ExpiresAt = StoredTime.Write(now + _limits.Longest),
    };

    private Task<SessionRow?> FindAsync(string id, CancellationToken cancellationToken) =>
        _store.ReadPlainlyAtOnceAsync("Sessions", (connection, token) => SessionQuery.FindAsync(connection, id, token), cancellationToken);

    private long UsedAt(SessionRow row) => Math.Max(row.UsedAt, _used.GetValueOrDefault(row.Id));

    private SessionEnd? EndOf(SessionRow row, DateTimeOffset now) => row switch
    {
        { EndedAt: not null } => Enum.TryParse<SessionEnd>(row.End, out var end) ? end : SessionEnd.Unknown,
        _ when StoredTime.Write(now) >= row.ExpiresAt => SessionEnd.TooOld,
        _ when StoredTime.Write(now) >= UsedAt(row) + (long)_limits.Idle.TotalMicroseconds => SessionEnd.Idle,
        _ => null,
    };

    /// <summary>Writes down that a session was used, where that was not done for a while: another instance, or this one after a restart, has to know too.</summary>
    private async Task KeepUseAsync(SessionRow row, CancellationToken cancellationToken)
    {
        var used = UsedAt(row);
        if (used - row.UsedAt >= (long)Math.Min(Precision.TotalMicroseconds, _limits.Idle.TotalMicroseconds / 4))
        {
            await _store.WriteAsync(
                (context, token) => context.Sessions.Where(one => one.Id == row.Id && one.UsedAt < used).ExecuteUpdateAsync(one => one.SetProperty(it => it.UsedAt, used), token),
                cancellationToken);
        }
    }

    private async Task<int> EndAsync(System.Linq.Expressions.Expression<Func<SessionRow, bool>> which, SessionEnd why, string? by, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var ended = await _store.WriteAsync(
            async (context, token) =>
            {
                await StoredConsoleJournal.LockAsync(context, token);
                var live = (await context.Sessions.Where(row => row.EndedAt == null).Where(which).AsTracking().ToListAsync(token)).Where(row => EndOf(row, now) is null).ToList();
                foreach (var row in live)
                {
                    (row.EndedAt, row.End, row.EndedBy) = (StoredTime.Write(now), why.ToString(), by);

                    // What was kept in it opens nothing any more, and is nobody's business.
                    row.Ticket = [];
                }

                await StoredConsoleJournal.AppendAsync(
                    context,
                    [.. live.Select(row => new ConsoleEvent(ConsoleEventKind.SignedOut, by ?? row.Name) { Person = row.Person, PersonName = row.Name, Note = SessionWords.Note(why) })],
                    now, token);
                await context.SaveChangesAsync(token);
                return live.Select(row => row.Id).ToList();
            },
            cancellationToken);
        foreach (var id in ended)
        {
            _ended.Tell(id);
            _signals.Send(SignalTopics.SessionEnded, id);
        }

        return ended.Count;
    }

    /// <summary>Forgets, once in a while, sessions that ended long ago.</summary>
    private async Task TidyAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (now - _tidied < TidyEvery)
        {
            return;
        }

        _tidied = now;
        var longAgo = StoredTime.Write(now - Remembered);
        await _store.WriteAsync(
            (context, token) => context.Sessions.Where(row => row.ExpiresAt < longAgo || (row.EndedAt != null && row.EndedAt < longAgo)).ExecuteDeleteAsync(token), cancellationToken);
        foreach (var (id, _) in _used.Where(used => used.Value < longAgo))
        {
            _used.TryRemove(id, out _);
        }
    }
}
