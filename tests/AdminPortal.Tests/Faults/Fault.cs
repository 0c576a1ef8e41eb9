namespace AdminPortal.Tests.Faults;

/// <summary>What is done while the API, or the way to it, misbehaves.</summary>
public enum Operation
{
    List,
    Read,
    Create,
    Update,
    Delete,
}

/// <summary>What a call comes to: the four results, and of a write without an answer that it may have landed.</summary>
public enum Outcome
{
    Ok,
    Rejected,
    Throttled,
    Unreachable,
    Unclear,
}

/// <summary>What a call under a fault comes to, and words that a person reads then; <c>{0}</c> stands for the kind, <c>{1}</c> for its plural.</summary>
public sealed record Told(Outcome Outcome, string Words);

/// <summary>One row of the <see cref="FaultTable"/>.</summary>
/// <param name="Name">What goes wrong.</param>
/// <param name="Way">How it is made.</param>
/// <param name="Read">What a read comes to, and a list unless it is told apart.</param>
/// <param name="Update">What an update comes to.</param>
/// <param name="Create">What a creation comes to; as an update where left out.</param>
/// <param name="Delete">What a deletion comes to; as an update where left out.</param>
public sealed record Fault(string Name, Way Way, Told Read, Told Update, Told? Create = null, Told? Delete = null)
{
    /// <summary>What a list comes to.</summary>
    public Told List { get; init; } = Read;

    /// <summary>What an operation comes to.</summary>
    public Told Of(Operation operation) => operation switch
    {
        Operation.List => List,
        Operation.Read => Read,
        Operation.Create => Create ?? Update,
        Operation.Update => Update,
        Operation.Delete => Delete ?? Update,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };
}

/// <summary>How a fault is made.</summary>
/// <param name="Acts">Whether the API does what was asked all the same.</param>
/// <param name="Arrives">Whether it hears of it at all.</param>
public abstract record Way(bool Acts, bool Arrives = true)
{
    /// <summary>The API answers this instead of doing what was asked.</summary>
    public sealed record Answer(int Status, string Body, string? RetryAfter = null) : Way(Acts: false);

    /// <summary>The connection is cut before or after the API does what was asked.</summary>
    public sealed record Cut(bool AfterActing) : Way(AfterActing);

    /// <summary>The API does what was asked, and nothing of its answer's body comes.</summary>
    public sealed record EmptyBody() : Way(Acts: true);

    /// <summary>The API does what was asked, and only half of its answer comes.</summary>
    public sealed record HalfBody() : Way(Acts: true);

    /// <summary>The API does what was asked, and its answer says that it is something else than JSON.</summary>
    public sealed record Mislabelled(string ContentType) : Way(Acts: true);

    /// <summary>The API does what was asked, and the second half of its answer comes later, or not in the time that a call has.</summary>
    public sealed record SlowBody(bool InTime) : Way(Acts: true);

    /// <summary>The API's host name means nothing.</summary>
    public sealed record NoSuchHost() : Way(Acts: false, Arrives: false);

    /// <summary>Whoever answers at the API's address has a certificate of their own making.</summary>
    public sealed record ForeignCertificate() : Way(Acts: false, Arrives: false);
}
