namespace AdminPortal.Changes.Store;

/// <summary>The store cannot be used. The message names where it is, the reason and the setting to look at; it holds no credential.</summary>
public sealed class StoreUnavailableException : Exception
{
    internal StoreUnavailableException(StoreEngine engine, Exception reason, bool mayHaveLanded)
        : base($"The store at {engine.Place} cannot be used: {Sentence(reason.Message)} {engine.Remedy}", reason) => MayHaveLanded = mayHaveLanded;

    internal StoreUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Whether a write may have been kept all the same: the store failed while it was asked to commit.</summary>
    public bool MayHaveLanded { get; }

    private static string Sentence(string message) => message.TrimEnd() is var text && text.EndsWith('.') ? text : $"{text}.";
}
