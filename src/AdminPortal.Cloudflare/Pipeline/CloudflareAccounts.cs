using AdminPortal.Cloudflare.Configuration;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>One client for each configured account, over one transport; made at the first use.</summary>
internal sealed class CloudflareAccounts(Func<CloudflareSettings> settings, HttpMessageHandler transport, ILogger logger, TimeProvider clock) : ICloudflareAccounts, IDisposable
{
    private readonly Lock _lock = new();
    private IReadOnlyList<AccountClient>? _clients;

    /// <inheritdoc/>
    public IReadOnlyList<AccountClient> All
    {
        get
        {
            // Not Lazy<T>, which would keep an exception of settings that are merely not known yet.
            lock (_lock)
            {
                return _clients ??= Create(settings());
            }
        }
    }

    /// <inheritdoc/>
    public AccountClient? Find(string accountId) => All.FirstOrDefault(account => string.Equals(account.AccountId, accountId, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public void Dispose() => transport.Dispose();

    private List<AccountClient> Create(CloudflareSettings known) =>
        [.. known.Accounts.Select(account => new AccountClient(account.Id, account.Name, Http(known, account), clock))];

    private HttpClient Http(CloudflareSettings known, AccountSettings account)
    {
        CredentialHandler credential = new(account.Credential) { InnerHandler = transport };
        LoggingHandler logging = new(logger, clock) { InnerHandler = credential };
        return new(logging, disposeHandler: false)
        {
            BaseAddress = known.BaseAddress,
            MaxResponseContentBufferSize = Transport.LargestAnswer,
            Timeout = Transport.Timeout,
        };
    }
}
