namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>
/// Says how young the reads of a flow have to be: none joins one that is under way for an earlier edition, which may bring back what was there before another
/// instance wrote.
/// </summary>
public sealed class ReadEdition : IDisposable
{
    private static readonly AsyncLocal<long> Flow = new();
    private static long _ofNow;

    private readonly long _outer = Flow.Value;

    private ReadEdition(long edition) => Flow.Value = edition;

    /// <summary>The edition of this flow; zero where nobody has said one.</summary>
    internal static long Current => Flow.Value;

    /// <summary>Everything that is read from here until the edition is disposed of.</summary>
    /// <param name="edition">A number that is asked for before the read, and rises with each write to what is read: where the account's journal ends.</param>
    public static ReadEdition Begin(long edition) => new(edition);

    /// <summary>Reads past everything that is under way: whoever holds a resource is not to be shown what was there before.</summary>
    /// <param name="read">Reads.</param>
    public static async Task<T> OfNowAsync<T>(Func<Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);

        // Below zero, where no journal ends.
        using var mine = Begin(Interlocked.Decrement(ref _ofNow));
        return await read();
    }

    /// <inheritdoc/>
    public void Dispose() => Flow.Value = _outer;
}
