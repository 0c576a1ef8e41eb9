using System.Security.Claims;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Sessions;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Security;
using AdminPortal.Security.Sessions;
using AdminPortal.Shell;

namespace AdminPortal.Administration;

/// <summary>What is shown of what a person may do.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Id">What the person is found again by.</param>
/// <param name="Issuer">The provider, or null for local sign-in.</param>
/// <param name="Holds">The values that the sign-in gave.</param>
/// <param name="Times">Since when and until when, as far as it is known.</param>
/// <param name="Grants">The grants that those values give.</param>
/// <param name="Rows">The roles, place by place.</param>
internal sealed record AccessView(
    string Name, string Id, string? Issuer, IReadOnlyList<HeldValue> Holds, IReadOnlyList<(string Label, DateTimeOffset Moment)> Times, IReadOnlyList<Grant> Grants, IReadOnlyList<AccessRow> Rows)
{
    /// <summary>Of the person who looks.</summary>
    public static AccessView Of(ClaimsPrincipal principal, SessionNote? session, AccessPolicy policy, ICloudflareAccounts accounts)
    {
        var actor = principal.ToActor();
        return Of(
            actor.Name, actor.Id, principal.FindFirstValue(PortalClaims.Issuer), actor.Holds,
            session is null ? [] : [("Signed in since", session.BegunAt), ("At the latest until", session.ExpiresAt)], policy, accounts);
    }

    /// <summary>Of somebody who has signed in.</summary>
    public static AccessView Of(KnownPerson person, AccessPolicy policy, ICloudflareAccounts accounts) =>
        Of(person.Name, person.Id, person.Issuer, person.Holds, [("First here", person.FirstAt), ("Last sign-in", person.LastAt)], policy, accounts);

    private static AccessView Of(
        string name, string id, string? issuer, IReadOnlyList<HeldValue> holds, IReadOnlyList<(string Label, DateTimeOffset Moment)> times, AccessPolicy policy, ICloudflareAccounts accounts)
    {
        var grants = policy.GrantsOf(holds);
        return new(name, id, issuer, holds, times, grants,
        [
            .. accounts.All.SelectMany(account => Kinds.Lists.Select(list => new AccessRow(account.Name, list.Kind.PluralName, Highest(grants, account.AccountId, list.Kind.Name)))),
            .. accounts.All.Select(account => new AccessRow(account.Name, "Activity of every kind", Highest(grants, account.AccountId, kind: null))),
            new("The console itself", "", Highest(grants, account: null, kind: null)),
        ]);
    }

    private static Grant? Highest(IEnumerable<Grant> grants, string? account, string? kind) => grants.Where(grant => grant.Covers(account, kind)).MaxBy(grant => grant.Role);
}

/// <summary>The role that counts in one place, and the grant that gives it.</summary>
/// <param name="Where">The account, or the console.</param>
/// <param name="Kind">The kind, where it is one.</param>
/// <param name="Grant">The grant; null where there is none.</param>
internal sealed record AccessRow(string Where, string Kind, Grant? Grant);
