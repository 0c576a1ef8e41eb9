using AdminPortal.Cloudflare.Pipeline.Budget;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>What a host may add to the way to the wire.</summary>
/// <param name="Guard">Has the last word on writes.</param>
/// <param name="Budget">Counts the calls of all instances.</param>
internal sealed record PipelineParts(IWriteGuard? Guard = null, ISharedBudget? Budget = null);
