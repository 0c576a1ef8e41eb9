using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Benchmarks.Journal;

/// <summary>A journal that is filled the way the portal fills it, only in large pieces and with the clock turned.</summary>
internal sealed class FilledJournal : IAsyncDisposable
{
    private const int Piece = 500;
    private static readonly TimeSpan Span = TimeSpan.FromDays(3 * 365);

    private readonly ServiceProvider _portal;
    private readonly TurnedClock _clock = new();
    private readonly InventedTeam _team = new();
    private readonly TimeSpan _step;
    private int _changes;

    public FilledJournal(StoreSettings settings, int entries)
    {
        _portal = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddLogging().AddPortalStore(settings).BuildServiceProvider();
        _step = Span / (entries / 2);
    }

    public IJournal Journal => _portal.GetRequiredService<IJournal>();

    public InventedTeam Team => _team;

    /// <summary>When the first change was made.</summary>
    public static DateTimeOffset Begin { get; } = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>Writes changes until the journal has so many entries, two for each.</summary>
    public async Task FillAsync(int entries)
    {
        while (_changes * 2 < entries)
        {
            var intents = Enumerable.Range(_changes, Math.Min(Piece, entries / 2 - _changes)).Select(_team.Intent).ToList();
            foreach (var account in intents.GroupBy(intent => intent.Account))
            {
                var open = await Journal.IntendAllAsync([.. account], CancellationToken.None);
                await Journal.CompleteAllAsync([.. open.Select(change => new CompletedChange(change, _team.Outcome(change.Intent)))]);
            }

            _changes += intents.Count;
            _clock.Turn(_step * intents.Count);
        }
    }

    /// <summary>One change, written as the portal writes it: intent, outcome.</summary>
    public async Task AppendAsync()
    {
        var open = await Journal.IntendAsync(_team.Intent(_changes) with { Account = InventedTeam.Account }, CancellationToken.None);
        if (await Journal.CompleteAsync(open, _team.Outcome(open.Intent)) != Completion.Written)
        {
            throw new InvalidOperationException("The outcome was not written.");
        }

        _changes++;
        _clock.Turn(TimeSpan.FromSeconds(1));
    }

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    private sealed class TurnedClock : TimeProvider
    {
        private long _ticks = Begin.UtcTicks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

        public void Turn(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
