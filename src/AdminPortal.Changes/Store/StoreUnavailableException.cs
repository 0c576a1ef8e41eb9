namespace AdminPortal.Changes.Store;

/// <summary>The store's folder or file cannot be used. The message names the file, the reason and the setting to look at.</summary>
public sealed class StoreUnavailableException : Exception
{
    internal StoreUnavailableException(string file, Exception reason)
        : base($"The store at {file} cannot be used: {reason.Message} Store:Folder must name a folder that this account may create and write.", reason)
    {
    }
}
