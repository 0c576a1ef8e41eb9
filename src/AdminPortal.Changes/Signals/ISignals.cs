namespace AdminPortal.Changes.Signals;

/// <summary>Short words between the instances that share a store: what one has done and the others have to know soon. They may get lost; whoever relies on one looks for itself from time to time.</summary>
internal interface ISignals
{
    /// <summary>Tells the other instances. Neither blocks nor fails; what cannot be told is not.</summary>
    /// <param name="topic">What it is about.</param>
    /// <param name="text">At most <see cref="MaxText"/> characters of ASCII.</param>
    void Send(string topic, string text);

    /// <summary>Hears what other instances tell, one after another, on any thread; not what this one tells.</summary>
    IDisposable Follow(string topic, Action<string> heard);

    /// <summary>Calls back when words of others may have been missed: the connection was away, and is back.</summary>
    IDisposable FollowGaps(Action missed);

    /// <summary>What fits into one word: PostgreSQL carries less than 8,000 bytes.</summary>
    const int MaxText = 7000;
}

/// <summary>What the instances tell each other.</summary>
internal static class SignalTopics
{
    /// <summary>A resource has changed, or may have.</summary>
    public const string Change = "change";

    /// <summary>A session has ended.</summary>
    public const string SessionEnded = "session-ended";

    /// <summary>The console became read-only, or is so no more.</summary>
    public const string ReadOnly = "read-only";

    /// <summary>What forms an instance has open.</summary>
    public const string Presence = "presence";
}
