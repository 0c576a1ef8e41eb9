namespace AdminPortal.Changes;

/// <summary>Ends something once, however often it is disposed of.</summary>
internal sealed class Following(Action end) : IDisposable
{
    private Action? _end = end;

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
}
