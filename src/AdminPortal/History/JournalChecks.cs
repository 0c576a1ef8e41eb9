using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;

namespace AdminPortal.History;

/// <summary>Checks journals at people's request: one check of an account at a time, whoever asks meanwhile gets its result.</summary>
/// <remarks>Whoever sees the journal may check it: it changes nothing, and that it was tampered with is nobody's secret. It reads all of it, though.</remarks>
internal sealed class JournalChecks(IJournal journal)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Task<VerifyResult>> _running = new(StringComparer.Ordinal);

    /// <summary>Checks an account's chain and lists; to stop waiting does not stop the check, which others may wait for too.</summary>
    /// <exception cref="StoreUnavailableException">The store is not there.</exception>
    public Task<VerifyResult> RunAsync(string account, CancellationToken stopsWaiting)
    {
        lock (_lock)
        {
            if (!_running.TryGetValue(account, out var check))
            {
                check = _running[account] = Task.Run(() => CheckAsync(account), CancellationToken.None);
            }

            return check.WaitAsync(stopsWaiting);
        }
    }

    private async Task<VerifyResult> CheckAsync(string account)
    {
        try
        {
            return await journal.VerifyAsync(account, CancellationToken.None);
        }
        finally
        {
            lock (_lock)
            {
                _running.Remove(account);
            }
        }
    }
}
