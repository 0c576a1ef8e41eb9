using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Changes;

/// <summary>Who may change what; asked by every operation before anything is sent.</summary>
public static class WriteAccess
{
    /// <summary>Why a viewer's write is refused.</summary>
    public const string ViewerRefusal = "Your role is Viewer: you see everything and change nothing. Ask an administrator for the role Operator.";

    private const string UnknownAccount = "No account of this id is configured here.";

    /// <summary>Why <paramref name="actor"/> may not change anything in the account, or null and the account's client.</summary>
    internal static string? RefusalFor(Actor actor, ICloudflareAccounts accounts, string accountId, out AccountClient client)
    {
        ArgumentNullException.ThrowIfNull(actor);
        client = accounts.Find(accountId)!;
        return !actor.MayChange ? ViewerRefusal : client is null ? UnknownAccount : null;
    }
}
