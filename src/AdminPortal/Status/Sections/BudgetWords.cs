using AdminPortal.Cloudflare.Pipeline.Budget;
using AdminPortal.Shell;

namespace AdminPortal.Status.Sections;

/// <summary>A rate limit in words.</summary>
internal static class BudgetWords
{
    private const int MostNamed = 5;

    /// <summary>What is left.</summary>
    public static string Left(RateBudgetState? state) => state switch
    {
        null => "Not known",
        _ when !BudgetGauge.IsLimited(state) => "The API announces no limit",
        _ => $"{state.Remaining} of {state.Quota} ({BudgetGauge.PercentLeft(state)} %) in {(int)state.Window.TotalMinutes} minutes",
    };

    /// <summary>The calls that wait for their turn.</summary>
    public static string Waiting(RateBudgetState? state) => state switch
    {
        null or { QueuedInteractive: 0, QueuedBackground: 0 } => "0",
        { QueuedBackground: 0 } => $"{state.QueuedInteractive}",
        _ => $"{state.QueuedInteractive}, and {state.QueuedBackground} in the background",
    };

    /// <summary>Whose calls count against the window.</summary>
    public static string Users(RateBudgetState? state)
    {
        if (state is null or { Uses.Count: 0 })
        {
            return "Nobody";
        }

        var named = string.Join(", ", state.Uses.Take(MostNamed).Select(use => $"{(use.Caller.Length > 0 ? use.Caller : "the console itself")} {use.Calls}"));
        return state.Uses.Count <= MostNamed ? named : $"{named}, {state.Uses.Count - MostNamed} more";
    }
}
