using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Shell;

namespace AdminPortal.Security;

/// <summary>What a person gets to see: asked before a page is made, so that nothing is read for somebody who may not see it.</summary>
internal sealed class Visibility(AccessControl access, ICloudflareAccounts accounts)
{
    /// <summary>The accounts of which the person may see something.</summary>
    public IReadOnlyList<AccountClient> AccountsOf(Actor actor) => [.. accounts.All.Where(account => KindsOf(actor, account.AccountId).Any())];

    /// <summary>The kinds that the person may see in an account.</summary>
    public IEnumerable<ResourceKind> KindsOf(Actor actor, string account) => Kinds.Lists.Select(list => list.Kind).Where(kind => access.May(actor, Right.View, account, kind.Name));

    /// <summary>Whether the person may see everything that happened in an account, of every kind.</summary>
    public bool SeesActivity(Actor actor, string account) => access.May(actor, Right.View, account, null);

    /// <summary>Whether the person looks after the console itself.</summary>
    public bool MayAdminister(Actor actor) => access.May(actor, Right.Administer, account: null, kind: null);

    /// <summary>Why the person may not see a page, or null where it may be shown. A page of one change asks by itself: only the change tells its kind.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="relative">The page's address below the console's base.</param>
    public string? RefusalOf(Actor actor, string relative)
    {
        if (IsForEverybody(relative))
        {
            return null;
        }

        if (Addresses.IsConsole(relative) || Addresses.IsStatusOfConsole(relative))
        {
            return access.RefusalFor(actor, Right.Administer, account: null, kind: null);
        }

        if (Addresses.AccountIn(relative) is not { } given || accounts.Find(given) is not { AccountId: var account })
        {
            return access.HighestRoleOf(actor) == Role.None ? AccessControl.NoRoleRefusal : null;
        }

        return Addresses.KindIn(relative) is { } kind ? access.RefusalFor(actor, Right.View, account, kind.Name)
            : Addresses.IsActivity(relative) && !Addresses.IsChange(relative) ? access.RefusalFor(actor, Right.View, account, null)
            : KindsOf(actor, account).Any() ? null
            : AccessControl.NoRoleRefusal;
    }

    /// <summary>The page that tells a person why nothing else is shown.</summary>
    private static bool IsForEverybody(string relative) => $"/{relative.Split('?', '#')[0].TrimEnd('/')}" == Addresses.Access;
}
