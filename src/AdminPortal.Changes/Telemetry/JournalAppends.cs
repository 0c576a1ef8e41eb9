using System.Diagnostics;
using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Telemetry;

/// <summary>Watches what is appended to the journal: one span and one measurement for each append.</summary>
internal sealed class JournalAppends(ChangesMeter? meter, PortalStore store)
{
    /// <summary>Runs an append.</summary>
    /// <param name="entry">What it is: <c>intent</c>, <c>outcome</c>, <c>refusal</c> or <c>outside</c>.</param>
    /// <param name="entries">How many entries it makes.</param>
    /// <param name="append">Does it.</param>
    /// <param name="cause">The span that it belongs to, where that is not the one under way here.</param>
    public async Task<T> RunAsync<T>(string entry, int entries, Func<Task<T>> append, ActivityContext cause = default)
    {
        var begun = meter?.Now ?? 0;
        using var span = ChangesTrace.StartAppend(entry, entries, store.SystemName, cause);
        try
        {
            var result = await append();
            meter?.Appended(entry, begun, problem: null);
            return result;
        }
        catch (Exception problem)
        {
            ChangesTrace.Fail(span, problem);
            meter?.Appended(entry, begun, problem);
            throw;
        }
    }
}
