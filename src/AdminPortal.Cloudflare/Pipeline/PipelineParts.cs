using System.Diagnostics.Metrics;
using AdminPortal.Cloudflare.Pipeline.Budget;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>What a host may add to the way to the wire.</summary>
/// <param name="Guard">Has the last word on writes.</param>
/// <param name="Budget">Counts the calls of all instances.</param>
/// <param name="Meters">Makes the meter of the calls.</param>
internal sealed record PipelineParts(IWriteGuard? Guard = null, ISharedBudget? Budget = null, IMeterFactory? Meters = null);
