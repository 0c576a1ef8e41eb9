using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Lists;

namespace AdminPortal.Shell;

/// <summary>Builds the console's addresses, which mirror the API's (issue: a path copied from a runbook opens the right form).</summary>
internal static class Addresses
{
    public const string Overview = "/";

    /// <summary>The list of a kind, such as <c>/accounts/ID/magic/apps</c>.</summary>
    public static string List(string accountId, ResourceKind kind) => $"/accounts/{Uri.EscapeDataString(accountId)}/{kind.Path}";

    /// <summary>The form of one resource.</summary>
    public static string Resource(string accountId, ResourceKind kind, string id) => $"{List(accountId, kind)}/{Uri.EscapeDataString(id)}";

    /// <summary>The form of a new resource, filled from another one where <paramref name="from"/> names it.</summary>
    public static string New(string accountId, ResourceKind kind, string? from = null) =>
        $"{List(accountId, kind)}/new{(from is null ? null : $"?from={Uri.EscapeDataString(from)}")}";

    /// <summary>The page on which something is done with many resources of a kind.</summary>
    public static string Batch(string accountId, ResourceKind kind, BatchAction action) => $"{List(accountId, kind)}/{action.Path}";

    /// <summary>The path of a kind's calls below an account.</summary>
    public static string ApiPath(string accountId, ResourceKind kind) => $"/accounts/{accountId}/{kind.Path}";

    /// <summary>The path that a call below an account has, as the review shows it.</summary>
    public static string ApiPath(string accountId, ResourceKind kind, string id) => $"/accounts/{accountId}/{kind.Path}/{id}";
}
