using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Status;

/// <summary>One account: its credential, and kind by kind what that may read and write.</summary>
public sealed partial class AccountStatus
{
    /// <summary>The account.</summary>
    [Parameter, EditorRequired]
    public AccountClient Account { get; set; } = null!;

    /// <summary>The last check; null before the first one.</summary>
    [Parameter, EditorRequired]
    public AccountCheck? Check { get; set; }

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal TimeProvider Clock { get; set; } = null!;

    private string HeadingId => $"account-{Account.AccountId}";

    private IReadOnlyList<string> SharedWith => [.. Accounts.All.Where(other => other != Account && other.Credential == Account.Credential).Select(other => other.Name)];

    private TokenWords Token => TokenWords.StatusOf(Check?.Token, Clock.GetUtcNow());

    private TokenWords? Expiry => TokenWords.ExpiryOf(Check?.Token, Clock.GetUtcNow());

    private DateTimeOffset? ExpiresOn => (Check?.Token as TokenCheck.Known)?.Token.ExpiresOn;

    private TokenWords Listing => TokenWords.ListingOf(Check?.Listing);

    private IEnumerable<Row> Rows => Kinds.Lists.Select(list => list.Kind)
        .Select(kind => new Row(kind, AccessWords.Reading(kind, Account.Access, Check), AccessWords.Writing(kind, Account.Access)));

    private string BudgetLine => Account.Budget?.State switch
    {
        null => "Not known",
        { } state when !BudgetGauge.IsLimited(state) => "The API announces none",
        { } state => $"{state.Remaining} of {state.Quota} calls left ({BudgetGauge.PercentLeft(state)} %) in {(int)state.Window.TotalMinutes} minutes, for everybody who uses this credential",
    };

    private sealed record Row(ResourceKind Kind, AccessWords Read, AccessWords Write);
}
