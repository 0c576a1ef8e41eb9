namespace AdminPortal.Changes.Instances;

/// <summary>Of the instances that share a store, one at a time does the work that nobody asked for.</summary>
internal interface IBackgroundTurn
{
    /// <summary>Whether other instances may leave something behind that has to be looked after.</summary>
    bool IsShared { get; }

    /// <summary>Waits until it is this instance's turn, which is its own until it is given back, or the connection to the store ends.</summary>
    Task<IHeldTurn> TakeAsync(CancellationToken cancellationToken);
}

/// <summary>The turn while it is this instance's.</summary>
internal interface IHeldTurn : IAsyncDisposable
{
    /// <summary>Whether it still is. Asked before each piece of work; two that overlap by one piece do no harm.</summary>
    Task<bool> IsHeldAsync(CancellationToken cancellationToken);
}

/// <summary>One instance alone, as on a SQLite file: it is always its turn.</summary>
internal sealed class OwnTurn : IBackgroundTurn, IHeldTurn
{
    /// <inheritdoc/>
    public bool IsShared => false;

    /// <inheritdoc/>
    public Task<IHeldTurn> TakeAsync(CancellationToken cancellationToken) => Task.FromResult<IHeldTurn>(this);

    /// <inheritdoc/>
    public Task<bool> IsHeldAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
