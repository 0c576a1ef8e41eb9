using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Changes.Access;

/// <summary>Keeps writes that were under way when the console became read-only, or that waited for their turn, from being sent.</summary>
internal sealed class ReadOnlyGuard(IReadOnlySwitch readOnly) : IWriteGuard
{
    /// <inheritdoc/>
    public async Task<string?> RefusalAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await readOnly.ReadAsync(cancellationToken))?.Refusal;
        }
        catch (StoreUnavailableException problem)
        {
            return problem.Message;
        }
    }
}
