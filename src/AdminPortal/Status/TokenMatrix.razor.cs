using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Status;

/// <summary>What the credentials of several accounts may do, at a glance; what is behind each word stands with its account.</summary>
public sealed partial class TokenMatrix
{
    /// <summary>The accounts.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<AccountClient> Accounts { get; set; } = [];

    /// <summary>The last check of each.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, AccountCheck> Checks { get; set; } = null!;

    [Inject]
    internal TimeProvider Clock { get; set; } = null!;

    private static IEnumerable<ResourceKind> AllKinds => Kinds.Lists.Select(list => list.Kind);

    private IEnumerable<Row> Rows => Accounts.Select(account =>
    {
        var check = Checks.GetValueOrDefault(account.AccountId);
        return new Row(
            account, TokenWords.ShortlyOf(check?.Token, Clock.GetUtcNow()),
            [.. AllKinds.Select(kind => (AccessWords.Reading(kind, account.Access, check), AccessWords.Writing(kind, account.Access)))]);
    });

    private sealed record Row(AccountClient Account, TokenWords Token, IReadOnlyList<(AccessWords Read, AccessWords Write)> Cells);
}
