using AdminPortal.Changes.Access;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>The console's journal in memory.</summary>
internal sealed class RecordedConsoleJournal : IConsoleJournal
{
    public List<ConsoleEvent> Noted { get; } = [];

    public Task NoteAsync(ConsoleEvent happened, CancellationToken cancellationToken)
    {
        Noted.Add(happened);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ConsoleEntry>> ReadAsync(long? before, int size, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<ConsoleEntry>>(
    [
        .. Noted.Select((happened, index) => new ConsoleEntry(index + 1, new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddMinutes(index), happened))
            .Where(entry => entry.Sequence < (before ?? long.MaxValue)).Reverse().Take(size),
    ]);
}
