namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>The configured accounts, each with the client that holds its credential.</summary>
public interface ICloudflareAccounts
{
    /// <summary>In the order of the configuration; at least one.</summary>
    IReadOnlyList<AccountClient> All { get; }

    /// <summary>The account of that id, or null where it is not configured.</summary>
    AccountClient? Find(string accountId);
}
