using AdminPortal.Changes.Sessions;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Lists;
using AdminPortal.Security;
using AdminPortal.Security.Oidc;

namespace AdminPortal.Shell;

/// <summary>Builds the console's addresses, which mirror the API's (issue: a path copied from a runbook opens the right form).</summary>
internal static class Addresses
{
    public const string Overview = "/";

    public const string Status = "/status";

    /// <summary>How the console itself is: its instances, its store, and what went wrong.</summary>
    public const string StatusOfConsole = $"{Status}/{ConsolePart}";

    /// <summary>What the person may do, and why.</summary>
    public const string Access = "/access";

    /// <summary>The console itself: who is signed in, and whether anything may be changed.</summary>
    public const string Console = "/console";

    /// <summary>Everybody who has signed in.</summary>
    public const string People = $"{Console}/{PeoplePart}";

    /// <summary>The console's own journal.</summary>
    public const string ConsoleJournal = $"{Console}/{JournalPart}";

    /// <summary>The part of the status page's address that stands for the console itself.</summary>
    public const string ConsolePart = "console";

    /// <summary>The part of the console's address that stands for its people.</summary>
    public const string PeoplePart = "people";

    /// <summary>The part of the console's address that stands for its journal.</summary>
    public const string JournalPart = "journal";

    /// <summary>The parameter that names the person whose roles are shown.</summary>
    public const string PersonName = "person";

    /// <summary>The parameter that names the entry before which a page of the console's journal begins.</summary>
    public const string BeforeName = "before";

    /// <summary>The parameter that names the change to take back.</summary>
    public const string RevertName = "revert";

    /// <summary>The parameter that names the change whose resource is created again.</summary>
    public const string FromEntryName = "from-entry";

    public const string Drafts = "/drafts";

    /// <summary>Leads to the provider.</summary>
    public const string SignInStart = "/signin/start";

    /// <summary>Says that one is signed out here.</summary>
    public const string SignedOut = "/signed-out";

    private const string ActivityPath = "activity";

    /// <summary>The sign-in, which leads back to a page.</summary>
    /// <param name="back">The page, from the console's base.</param>
    /// <param name="ended">Why the session before has ended, where one has.</param>
    public static string SignIn(string back, SessionEnd? ended) => $"{LocalSignIn.Path}?returnUrl={Uri.EscapeDataString(back)}{(ended is null ? null : $"&ended={ended}")}";

    /// <summary>Begins the sign-in at the provider.</summary>
    public static string SignInAtProvider(string? back) => $"{SignInStart}?returnUrl={Uri.EscapeDataString(LocalAddress.OrHome(back))}";

    /// <summary>Says why a sign-in was refused.</summary>
    /// <param name="failure">Why.</param>
    /// <param name="reference">What the log and the journal know it by.</param>
    /// <param name="error">The provider's error code, where it gave one.</param>
    /// <param name="back">Where the sign-in was to lead to.</param>
    public static string SignInRefused(SignInFailure failure, string reference, string? error, string back) =>
        $"{SignInRefusedPage.Path}?why={failure}&reference={reference}{(error is null ? null : $"&error={error}")}&returnUrl={Uri.EscapeDataString(back)}";

    /// <summary>What somebody else may do, and why.</summary>
    public static string AccessOf(string person) => $"{Access}?{PersonName}={Uri.EscapeDataString(person)}";

    /// <summary>The console's journal from before an entry.</summary>
    public static string ConsoleJournalBefore(long sequence) => $"{ConsoleJournal}?{BeforeName}={sequence}";

    /// <summary>Whether an address below the console's base is about the console itself.</summary>
    public static bool IsConsole(string relative) => $"/{relative.Split('?', '#')[0].Split('/')[0]}" == Console;

    /// <summary>Whether an address below the console's base is about how the console itself is.</summary>
    public static bool IsStatusOfConsole(string relative) => $"/{relative.Split('?', '#')[0].TrimEnd('/')}".Equals(StatusOfConsole, StringComparison.OrdinalIgnoreCase);

    /// <summary>The overview of one account, where several are configured.</summary>
    public static string OverviewOf(string accountId) => $"/accounts/{Uri.EscapeDataString(accountId)}";

    /// <summary>The account id in an address below the console's base, or null where it has none.</summary>
    public static string? AccountIn(string relative) => relative.Split('/', '?', '#') is ["accounts", { Length: > 0 } id, ..] ? Uri.UnescapeDataString(id) : null;

    /// <summary>
    /// Where an address leads in another account: to the list of the kind that it shows, to the activity, or to the overview. Never to the same resource or filter, whose ids
    /// mean nothing there.
    /// </summary>
    public static string InAccount(string relative, string accountId) =>
        IsActivity(relative) ? Activity(accountId) : KindIn(relative) is { } kind ? List(accountId, kind) : OverviewOf(accountId);

    /// <summary>The kind that an address below the console's base is about, or null.</summary>
    public static ResourceKind? KindIn(string relative) => Kinds.Lists.Select(list => list.Kind).FirstOrDefault(kind => IsBelow(relative, kind.Path));

    /// <summary>Whether an address below the console's base is about the activity of an account.</summary>
    public static bool IsActivity(string relative) => IsBelow(relative, ActivityPath);

    /// <summary>Whether an address below the console's base is about one change.</summary>
    public static bool IsChange(string relative) => relative.Split('?', '#')[0].Split('/') is ["accounts", _, var below, var id] && IsActivity(relative) && below.Length == ActivityPath.Length && Guid.TryParse(id, out _);

    private static bool IsBelow(string relative, string path) => relative.Split('?', '#')[0].Split('/', 3) is ["accounts", _, var below]
        && (Uri.UnescapeDataString(below) + "/").StartsWith($"{path}/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The list of a kind, such as <c>/accounts/ID/magic/apps</c>.</summary>
    public static string List(string accountId, ResourceKind kind) => $"/accounts/{Uri.EscapeDataString(accountId)}/{kind.Path}";

    /// <summary>The form of one resource.</summary>
    public static string Resource(string accountId, ResourceKind kind, string id) => $"{List(accountId, kind)}/{Uri.EscapeDataString(id)}";

    /// <summary>The form of a new resource, filled from another one where <paramref name="from"/> names it.</summary>
    public static string New(string accountId, ResourceKind kind, string? from = null) =>
        $"{List(accountId, kind)}/new{(from is null ? null : $"?from={Uri.EscapeDataString(from)}")}";

    /// <summary>The form of one resource, on which a change of it is taken back.</summary>
    public static string Revert(string accountId, ResourceKind kind, string id, Guid change) => $"{Resource(accountId, kind, id)}?{RevertName}={change}";

    /// <summary>The form of a new resource, filled with how one was before a change.</summary>
    public static string NewFromEntry(string accountId, ResourceKind kind, Guid change) => $"{New(accountId, kind)}?{FromEntryName}={change}";

    /// <summary>Every change in an account.</summary>
    public static string Activity(string accountId) => $"/accounts/{Uri.EscapeDataString(accountId)}/{ActivityPath}";

    /// <summary>One change.</summary>
    public static string Change(string accountId, Guid id) => $"{Activity(accountId)}/{id}";

    /// <summary>The changes of an account as a file.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="format">The file's ending, such as <c>csv</c>.</param>
    public static string Export(string accountId, string format) => $"{Activity(accountId)}.{format}";

    /// <summary>Every change of one resource.</summary>
    public static string History(string accountId, ResourceKind kind, string id) => $"{Resource(accountId, kind, id)}/history";

    /// <summary>The page on which something is done with many resources of a kind.</summary>
    public static string Batch(string accountId, ResourceKind kind, BatchAction action) => $"{List(accountId, kind)}/{action.Path}";

    /// <summary>The path of a kind's calls below an account.</summary>
    public static string ApiPath(string accountId, ResourceKind kind) => kind.PathOf(accountId);

    /// <summary>The path that a call below an account has, as the review shows it.</summary>
    public static string ApiPath(string accountId, ResourceKind kind, string id) => kind.PathOf(accountId, id);
}
