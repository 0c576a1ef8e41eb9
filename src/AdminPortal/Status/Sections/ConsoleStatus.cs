using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Instances;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Pipeline.Budget;

namespace AdminPortal.Status.Sections;

/// <summary>How the console is: for administrators alone, whoever asks.</summary>
/// <remarks>
/// What is asked of the store is given only to whoever's session is live by the store. What this process knows by itself is given by the role alone: it is wanted most while the store is away,
/// and a session that ends takes its page along.
/// </remarks>
internal sealed class ConsoleStatus(
    ConsoleAdministration administration, AccessControl access, IInstances instances, IStoreReports reports, IJournal journal, ICloudflareAccounts accounts, RecentFailures failures, IEnumerable<ISharedBudget> shared)
{
    /// <summary>How many changes of an account are shown for each outcome.</summary>
    public const int MostChanges = 20;

    private static readonly JournalEvent[] Unfinished = [JournalEvent.Intended, JournalEvent.Unclear];

    /// <summary>Whether all instances share the limit of a credential.</summary>
    public bool SharesBudget => shared.Any();

    /// <summary>The instances of the console.</summary>
    public Task<Administered<IReadOnlyList<RunningInstance>>> InstancesAsync(Actor actor, CancellationToken cancellationToken) =>
        administration.LookAsync(actor, "to see which instances there are", () => instances.ListAsync(cancellationToken), cancellationToken);

    /// <summary>How the store is.</summary>
    public async Task<Administered<StoreReport>> StoreAsync(Actor actor, CancellationToken cancellationToken) =>
        Refusal(actor) is { } refusal ? new Administered<StoreReport>.Refused(refusal) : new Administered<StoreReport>.Done(await reports.ReadAsync(cancellationToken));

    /// <summary>The rate limit of each credential.</summary>
    public Administered<IReadOnlyList<CredentialBudget>> Budgets(Actor actor) => Given<IReadOnlyList<CredentialBudget>>(
        actor,
        () => [.. accounts.All.GroupBy(account => account.Credential).Select(same => new CredentialBudget(string.Join(", ", same.Select(account => account.Name)), same.First().Budget?.State))]);

    /// <summary>The last warnings and errors of this instance.</summary>
    public Administered<IReadOnlyList<LoggedFailure>> Failures(Actor actor) => Given(actor, () => failures.All);

    /// <summary>The last changes of every account that are open, or of which nobody can tell what became of them; the newest first.</summary>
    public Task<Administered<IReadOnlyList<AccountChanges>>> UnfinishedAsync(Actor actor, CancellationToken cancellationToken) =>
        administration.LookAsync<IReadOnlyList<AccountChanges>>(actor, "to see which changes are unclear", () => ReadUnfinishedAsync(cancellationToken), cancellationToken);

    private string? Refusal(Actor actor) => access.RefusalFor(actor, Right.Administer, account: null, kind: null);

    private Administered<T> Given<T>(Actor actor, Func<T> what) => Refusal(actor) is { } refusal ? new Administered<T>.Refused(refusal) : new Administered<T>.Done(what());

    private async Task<IReadOnlyList<AccountChanges>> ReadUnfinishedAsync(CancellationToken cancellationToken)
    {
        List<AccountChanges> found = [];
        foreach (var account in accounts.All)
        {
            List<JournalRow> rows = [];
            foreach (var outcome in Unfinished)
            {
                rows.AddRange((await journal.PageAsync(new(account.AccountId) { Outcome = outcome }, after: null, MostChanges, cancellationToken)).Rows);
            }

            if (rows.Count > 0)
            {
                found.Add(new(account.Name, [.. rows.OrderByDescending(row => row.At).Take(MostChanges)]));
            }
        }

        return found;
    }
}

/// <summary>The rate limit of one credential.</summary>
/// <param name="Accounts">The accounts that use it.</param>
/// <param name="State">The limit, or null where it is not known.</param>
internal sealed record CredentialBudget(string Accounts, RateBudgetState? State);

/// <summary>Changes of one account.</summary>
/// <param name="Account">The account's name.</param>
/// <param name="Rows">The changes, the newest first.</param>
internal sealed record AccountChanges(string Account, IReadOnlyList<JournalRow> Rows);
