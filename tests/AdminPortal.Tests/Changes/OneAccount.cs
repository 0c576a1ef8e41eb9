using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Tests.Changes;

/// <summary>A console with one account.</summary>
internal sealed class OneAccount(AccountClient client) : ICloudflareAccounts
{
    public IReadOnlyList<AccountClient> All => [client];

    public AccountClient? Find(string accountId) => accountId == client.AccountId ? client : null;
}
