using AdminPortal.Changes.Journal;

namespace AdminPortal.Tests.Changes.Journal;

/// <summary>A journal for tests of something else: it remembers what it was told, and knows nothing of before but for one entry.</summary>
internal sealed class RecordedJournal : IJournal
{
    private readonly Lock _lock = new();

    public List<OpenChange> Intents { get; } = [];

    public List<CompletedChange> Outcomes { get; } = [];

    public ChangeDetail? Entry { get; init; }

    /// <summary>What is said of outcomes.</summary>
    public Completion Completion { get; init; } = Completion.Written;

    public async Task<OpenChange> IntendAsync(ChangeIntent intent, CancellationToken cancellationToken) => (await IntendAllAsync([intent], cancellationToken))[0];

    public Task<IReadOnlyList<OpenChange>> IntendAllAsync(IReadOnlyList<ChangeIntent> intents, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            List<OpenChange> open = [.. intents.Select(intent => new OpenChange(Guid.CreateVersion7(), default, 0, intent))];
            Intents.AddRange(open);
            return Task.FromResult<IReadOnlyList<OpenChange>>(open);
        }
    }

    public Task<Completion> CompleteAsync(OpenChange change, ChangeOutcome outcome) => CompleteAllAsync([new(change, outcome)]);

    public Task<Completion> CompleteAllAsync(IReadOnlyList<CompletedChange> changes)
    {
        lock (_lock)
        {
            Outcomes.AddRange(changes);
            return Task.FromResult(Completion);
        }
    }

    /// <summary>What was refused, and why.</summary>
    public List<(ChangeIntent Intent, string Why)> Refusals { get; } = [];

    public Task RefuseAsync(IReadOnlyList<ChangeIntent> intents, string why, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            Refusals.AddRange(intents.Select(intent => (intent, why)));
            return Task.CompletedTask;
        }
    }

    public Task<Guid?> RecordAsync(OutsideChange change, CancellationToken cancellationToken) => Task.FromResult<Guid?>(null);

    public Task<long> PositionAsync(string account, CancellationToken cancellationToken) => Task.FromResult(0L);

    public Task<LastImage?> LastAfterImageAsync(string account, string kind, string id, CancellationToken cancellationToken) => Task.FromResult<LastImage?>(null);

    public Task<IReadOnlyDictionary<string, LastImage>> LastAfterImagesAsync(string account, string kind, IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, LastImage>>(new Dictionary<string, LastImage>());

    public Task<JournalPage> PageAsync(JournalFilter filter, JournalCursor? after, int size, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JournalPage> HistoryAsync(string account, string kind, string id, JournalCursor? after, int size, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> PeopleAsync(string account, string start, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ChangeDetail?> FindAsync(string account, Guid id, CancellationToken cancellationToken) =>
        Task.FromResult(Entry is { Row: var row } && row.Account == account && row.Id == id ? Entry : null);

    public IAsyncEnumerable<JournalRow> ExportAsync(JournalFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<OpenChange>> OpenIntentsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<VerifyResult> VerifyAsync(string? account, CancellationToken cancellationToken) => throw new NotSupportedException();
}
