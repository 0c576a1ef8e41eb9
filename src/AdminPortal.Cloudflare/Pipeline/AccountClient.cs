using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Helpers;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline.Budget;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>The API as one configured account's credential sees it.</summary>
public sealed class AccountClient(string accountId, string name, HttpClient http, TimeProvider? clock = null, IRateBudget? budget = null)
{
    /// <summary>Account identifier, at most 32 characters.</summary>
    public string AccountId => accountId;

    /// <summary>The account's name for people.</summary>
    public string Name => name;

    /// <summary>The rate limit of the account's credential, shared by all accounts with the same one; null where the client was made without a pipeline.</summary>
    public IRateBudget? Budget => budget;

    /// <summary>Infrastructure access targets.</summary>
    public ITargetsApi Targets { get; } = ApiRequester.For<ITargetsApi>(http, clock ?? TimeProvider.System);

    /// <summary>Magic account apps.</summary>
    public IAppsApi Apps { get; } = ApiRequester.For<IAppsApi>(http, clock ?? TimeProvider.System);

    /// <summary>Secondary DNS peers.</summary>
    public IPeersApi Peers { get; } = ApiRequester.For<IPeersApi>(http, clock ?? TimeProvider.System);

    /// <summary>Magic CF interconnects.</summary>
    public IInterconnectsApi Interconnects { get; } = ApiRequester.For<IInterconnectsApi>(http, clock ?? TimeProvider.System);

    /// <summary>Virtual networks, TSIGs, token checks, accounts.</summary>
    public IHelpersApi Helpers { get; } = ApiRequester.For<IHelpersApi>(http, clock ?? TimeProvider.System);
}
