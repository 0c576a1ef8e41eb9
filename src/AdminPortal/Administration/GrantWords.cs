using System.Text.Encodings.Web;
using System.Text.Json;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Deletions;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Administration;

/// <summary>Grants and roles in words.</summary>
internal static class GrantWords
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A grant as one line: what it is for, what it gives, and where.</summary>
    public static string Of(Grant grant, ICloudflareAccounts accounts)
    {
        var given = grant.Held.Claim == AccessPolicy.LocalClaim ? "Local sign-in" : $"{grant.Held.Claim} = {grant.Held.Value}";
        var limits = grant.IsForEverything ? "for everything" : string.Join(", ", new[] { Listed(grant.Kinds, "for", kind => kind), Listed(grant.Accounts, "in", NameOf) }.OfType<string>());
        return $"{given} → {grant.Role}, {limits}";

        string NameOf(string id) => accounts.Find(id)?.Name ?? id;
    }

    /// <summary>A grant as it would stand in the configuration; null where there is nothing to grant for.</summary>
    public static string? Example(IReadOnlyList<HeldValue> holds) => holds.FirstOrDefault(held => held.Claim != AccessPolicy.LocalClaim) is { } held
        ? JsonSerializer.Serialize(new { held.Claim, held.Value, Role = nameof(Role.Viewer) }, Plain)
        : null;

    /// <summary>What each role may do.</summary>
    public static IEnumerable<(Role Role, string Words)> Roles(DeletionThreshold threshold)
    {
        var needsApprover = threshold.RightFor(isTyped: true) == Right.ApproveDeletion;
        yield return (Role.Viewer, "Sees resources and what became of them; changes nothing.");
        yield return (Role.Operator, needsApprover ? "Changes resources too, but for deletions that have to be typed." : "Changes resources too.");
        yield return (Role.Approver, needsApprover ? "Makes the deletions that have to be typed, too." : "May what an operator may: this console is not set to leave large deletions to approvers.");
        yield return (Role.Administrator, "All of it. Granted for everything, also looks after the console: ends sessions, sees who signs in, and switches the console to read-only.");
    }

    private static string? Listed(IReadOnlyList<string> names, string before, Func<string, string> name) =>
        names.Count == 0 ? null : $"{before} {string.Join(" and ", names.Select(name))}";
}
