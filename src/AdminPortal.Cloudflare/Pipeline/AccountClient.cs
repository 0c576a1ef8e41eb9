using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Helpers;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Pipeline.Budget;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>The API as one configured account's credential sees it.</summary>
public sealed class AccountClient
{
    /// <summary>A client over <paramref name="http"/>, which knows the API's address and adds the credential.</summary>
    public AccountClient(string accountId, string name, HttpClient http, TimeProvider? clock = null, IRateBudget? budget = null, CredentialFacts? credential = null)
    {
        ArgumentNullException.ThrowIfNull(http);
        var time = clock ?? TimeProvider.System;
        (AccountId, Name, Budget) = (accountId, name, budget);
        Credential = credential ?? new(CredentialShape.Token);
        Address = http.BaseAddress!;
        Access = new(time);
        Targets = ApiRequester.For<ITargetsApi>(http, time, Access);
        Apps = ApiRequester.For<IAppsApi>(http, time, Access);
        Peers = ApiRequester.For<IPeersApi>(http, time, Access);
        Interconnects = ApiRequester.For<IInterconnectsApi>(http, time, Access);
        Helpers = ApiRequester.For<IHelpersApi>(http, time, Access);
    }

    /// <summary>The API's base address, ending with a slash.</summary>
    public Uri Address { get; }

    /// <summary>Account identifier, at most 32 characters.</summary>
    public string AccountId { get; }

    /// <summary>The account's name for people.</summary>
    public string Name { get; }

    /// <summary>The rate limit of the account's credential, shared by all accounts with the same one; null where the client was made without a pipeline.</summary>
    public IRateBudget? Budget { get; }

    /// <summary>What may be told of the account's credential; shared by all accounts with the same one.</summary>
    public CredentialFacts Credential { get; }

    /// <summary>What the credential may do here, as far as the answers have shown.</summary>
    public AccountAccess Access { get; }

    /// <summary>Infrastructure access targets.</summary>
    public ITargetsApi Targets { get; }

    /// <summary>Magic account apps.</summary>
    public IAppsApi Apps { get; }

    /// <summary>Secondary DNS peers.</summary>
    public IPeersApi Peers { get; }

    /// <summary>Magic CF interconnects.</summary>
    public IInterconnectsApi Interconnects { get; }

    /// <summary>Virtual networks, TSIGs, token checks, accounts.</summary>
    public IHelpersApi Helpers { get; }
}
