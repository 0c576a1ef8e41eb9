namespace AdminPortal.Changes.Signals;

/// <summary>One instance alone, as on a SQLite file: there is nobody to tell, and nobody who tells.</summary>
internal sealed class NoSignals : ISignals
{
    /// <inheritdoc/>
    public void Send(string topic, string text)
    {
        // Nobody else is there.
    }

    /// <inheritdoc/>
    public IDisposable Follow(string topic, Action<string> heard) => new Following(() => { });

    /// <inheritdoc/>
    public IDisposable FollowGaps(Action missed) => new Following(() => { });
}
