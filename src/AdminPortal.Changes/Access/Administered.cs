namespace AdminPortal.Changes.Access;

/// <summary>What became of something that an administrator asked of the console.</summary>
/// <typeparam name="T">What it gives.</typeparam>
public abstract record Administered<T>
{
    private Administered()
    {
    }

    /// <summary>It was done.</summary>
    /// <param name="Value">What it gave.</param>
    public sealed record Done(T Value) : Administered<T>;

    /// <summary>The person may not; nothing was done.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(string Reason) : Administered<T>;

    /// <summary>What was asked cannot be; nothing was done.</summary>
    /// <param name="Problem">What is wrong with it.</param>
    public sealed record NotPossible(string Problem) : Administered<T>;

    /// <summary>The store does not answer; nothing was done.</summary>
    /// <param name="Trouble">What is wrong with the store.</param>
    public sealed record Away(string Trouble) : Administered<T>;
}

/// <summary>The console is not read-only any more.</summary>
public sealed record ReadOnlyEnded;

/// <summary>Sessions were ended.</summary>
/// <param name="Count">How many were live.</param>
public sealed record SessionsEnded(int Count);
