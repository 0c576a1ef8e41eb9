using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Pipeline.Budget;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>One client for each configured account, over one transport; made at the first use. Accounts of one credential share its pipeline.</summary>
internal sealed class CloudflareAccounts(Func<CloudflareSettings> settings, HttpMessageHandler transport, PipelineParts? parts, ILogger logger, TimeProvider clock) : ICloudflareAccounts, IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<CredentialPipeline> _pipelines = [];
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
    public void Dispose()
    {
        _pipelines.ForEach(pipeline => pipeline.Dispose());
        transport.Dispose();
    }

    private List<AccountClient> Create(CloudflareSettings known)
    {
        var credentials = known.Accounts.GroupBy(account => account.Credential, SameCredential.Instance).ToList();

        var meter = parts?.Meters is { } meters ? new ApiMeter(meters, Budgets) : null;

        // The limit for each second is the IP address's, whatever the credential; an API on this machine stands behind no edge that counts it.
        var perSecond = known.BaseAddress.IsLoopback ? RateGate.NoLimit : Math.Max(1, RateGate.PerSecond / Math.Max(1, credentials.Count));
        var pipelines = credentials
            .SelectMany(accounts =>
            {
                CredentialPipeline pipeline = new(known.BaseAddress, accounts.Key, transport, new RateGate(clock, logger, perSecond), parts ?? new(), meter, logger, clock);
                _pipelines.Add(pipeline);
                return accounts.Select(account => (account.Id, Pipeline: pipeline));
            })
            .ToDictionary(pair => pair.Id, pair => pair.Pipeline, StringComparer.OrdinalIgnoreCase);
        return [.. known.Accounts.Select(account => new AccountClient(account.Id, account.Name, pipelines[account.Id].Http, clock, pipelines[account.Id].Budget, pipelines[account.Id].Facts))];
    }

    private IReadOnlyList<IRateBudget> Budgets()
    {
        lock (_lock)
        {
            return [.. _pipelines.Select(pipeline => pipeline.Budget)];
        }
    }

    /// <summary>By value, which a credential itself does not compare by.</summary>
    private sealed class SameCredential : IEqualityComparer<Credential>
    {
        public static readonly SameCredential Instance = new();

        public bool Equals(Credential? x, Credential? y) => (x, y) switch
        {
            (Credential.Token one, Credential.Token other) => one.Value.Reveal() == other.Value.Reveal(),
            (Credential.EmailAndKey one, Credential.EmailAndKey other) =>
                string.Equals(one.Email, other.Email, StringComparison.OrdinalIgnoreCase) && one.Key.Reveal() == other.Key.Reveal(),
            _ => false,
        };

        public int GetHashCode(Credential obj) => StringComparer.Ordinal.GetHashCode(obj switch
        {
            Credential.Token token => token.Value.Reveal(),
            Credential.EmailAndKey pair => pair.Key.Reveal(),
            _ => "",
        });
    }
}
