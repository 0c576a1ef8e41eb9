using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Changes.Telemetry;

/// <summary>Watches operations: one span and one measurement each, named after the outcome's own type.</summary>
internal static class Operations
{
    /// <summary>Runs an operation.</summary>
    /// <param name="meter">Where it is measured.</param>
    /// <param name="kind">The kind of what it changes.</param>
    /// <param name="operation">What it does, in a word or two: <c>save</c>.</param>
    /// <param name="run">Does it.</param>
    public static async Task<TOutcome> RunAsync<TOutcome>(ChangesMeter? meter, ResourceKind kind, string operation, Func<Task<TOutcome>> run)
        where TOutcome : class
    {
        var (begun, what) = (meter?.Now ?? 0, Words.Of(kind.Name));
        using var span = ChangesTrace.StartOperation(operation, what);
        try
        {
            var outcome = await run();
            var word = Words.Of(outcome.GetType().Name);
            ChangesTrace.End(span, word);
            meter?.Operated(what, operation, word, begun);
            return outcome;
        }
        catch (Exception problem)
        {
            // One that was cancelled is no error: somebody wanted that.
            var word = problem is OperationCanceledException ? "cancelled" : "failed";
            ChangesTrace.End(span, word);
            if (word == "failed")
            {
                ChangesTrace.Fail(span, problem);
            }

            meter?.Operated(what, operation, word, begun);
            throw;
        }
    }
}
