namespace AdminPortal.Changes.Writes;

/// <summary>
/// One change of a resource at a time: between the look at the live copy and the write that replaces it, nobody else of this console writes.
/// What others change past the console is beyond it.
/// </summary>
public interface IResourceLocks
{
    /// <summary>Waits until the resources are free, and holds them until the result is disposed of.</summary>
    /// <param name="account">The account's id.</param>
    /// <param name="kind">The kind's name.</param>
    /// <param name="ids">The resources.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IAsyncDisposable> HoldAsync(string account, string kind, IEnumerable<string> ids, CancellationToken cancellationToken);
}
