using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Store;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Sessions;

/// <summary>The sessions in the store.</summary>
internal sealed class StoredSessions(PortalStore store, SessionLimits limits, AccessPolicy policy, TimeProvider time) : ISessions
{
    private const int KeyBytes = 32;
    private const int IdLength = 32;

    /// <summary>How precisely it is kept when a session was last used: what every click would otherwise write.</summary>
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <summary>How long an ended session is remembered, so that its person is told why it ended.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, long> _used = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();
    private Action<string>? _ended;
    private DateTimeOffset _tidied = DateTimeOffset.MinValue;

    /// <inheritdoc/>
    public async Task<string> BeginAsync(NewSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        StoreText.CheckPerson(session.Person);
        var (key, now) = (WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(KeyBytes)), time.GetUtcNow());
        await TidyAsync(now, cancellationToken);
        await store.WriteAsync(
            async (context, token) =>
            {
                context.Sessions.Add(Row(session, IdOf(key), now));
                var changed = await PeopleTable.SignedInAsync(context, policy, session, now, token);
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
        var (id, now) = (IdOf(key), time.GetUtcNow());
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
        return store.WriteAsync(
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
        return new(EndOf(row, time.GetUtcNow()), row.EndedBy);
    }

    /// <inheritdoc/>
    public void Touch(string id)
    {
        // Only what is live here goes on: a click must not bring back what has lain idle for too long.
        var now = StoredTime.Write(time.GetUtcNow());
        if (_used.TryGetValue(id, out var used) && now > used && now < used + (long)limits.Idle.TotalMicroseconds)
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
        var now = time.GetUtcNow();
        var rows = await store.ReadAsync((context, token) => context.Sessions.AsNoTracking().Where(row => row.EndedAt == null).ToListAsync(token), cancellationToken);
        return
        [
            .. rows.Where(row => EndOf(row, now) is null)
                .Select(row => new SessionNote(
                    row.Id, row.Person, row.Name, row.From, StoredTime.Read(row.BegunAt), StoredTime.Read(UsedAt(row)), StoredTime.Read(row.ExpiresAt)))
                .OrderByDescending(note => note.UsedAt),
        ];
    }

    /// <inheritdoc/>
    public IDisposable Follow(Action<string> ended)
    {
        lock (_lock)
        {
            _ended += ended;
        }

        return new Following(() =>
        {
            lock (_lock)
            {
                _ended -= ended;
            }
        });
    }

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
        ExpiresAt = StoredTime.Write(now + limits.Longest),
    };

    private Task<SessionRow?> FindAsync(string id, CancellationToken cancellationToken) => store.ReadAsync(
        (context, token) => context.Sessions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, token), cancellationToken);

    private long UsedAt(SessionRow row) => Math.Max(row.UsedAt, _used.GetValueOrDefault(row.Id));

    private SessionEnd? EndOf(SessionRow row, DateTimeOffset now) => row switch
    {
        { EndedAt: not null } => Enum.TryParse<SessionEnd>(row.End, out var end) ? end : SessionEnd.Unknown,
        _ when StoredTime.Write(now) >= row.ExpiresAt => SessionEnd.TooOld,
        _ when StoredTime.Write(now) >= UsedAt(row) + (long)limits.Idle.TotalMicroseconds => SessionEnd.Idle,
        _ => null,
    };

    /// <summary>Writes down that a session was used, where that was not done for a while: another instance, or this one after a restart, has to know too.</summary>
    private async Task KeepUseAsync(SessionRow row, CancellationToken cancellationToken)
    {
        var used = UsedAt(row);
        if (used - row.UsedAt >= (long)Math.Min(Precision.TotalMicroseconds, limits.Idle.TotalMicroseconds / 4))
        {
            await store.WriteAsync(
                (context, token) => context.Sessions.Where(one => one.Id == row.Id && one.UsedAt < used).ExecuteUpdateAsync(one => one.SetProperty(it => it.UsedAt, used), token),
                cancellationToken);
        }
    }

    private async Task<int> EndAsync(System.Linq.Expressions.Expression<Func<SessionRow, bool>> which, SessionEnd why, string? by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ended = await store.WriteAsync(
            async (context, token) =>
            {
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
        Action<string>? tell;
        lock (_lock)
        {
            tell = _ended;
        }

        ended.ForEach(id => tell?.Invoke(id));
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
        await store.WriteAsync(
            (context, token) => context.Sessions.Where(row => row.ExpiresAt < longAgo || (row.EndedAt != null && row.EndedAt < longAgo)).ExecuteDeleteAsync(token), cancellationToken);
        foreach (var (id, _) in _used.Where(used => used.Value < longAgo))
        {
            _used.TryRemove(id, out _);
        }
    }
}
