using System.Net;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Peers;

namespace AdminPortal.Cloudflare.Kinds;

/// <summary>What an error means and what to do about it, shown under the API's own words; only for the conditions of reference section 8.</summary>
/// <param name="Meaning">One sentence.</param>
/// <param name="NextStep">One sentence; names the permission where one is in question.</param>
public sealed record ErrorExplanation(string Meaning, string NextStep)
{
    private const string ReportIt = "Report it to whoever runs this console, with the ray id.";

    /// <summary>The explanation, or null where nothing is known beyond the API's own words.</summary>
    /// <param name="error">One of the answer's errors; a nested cause is one of its own.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="kind">The kind that the call was about.</param>
    /// <param name="isWrite">Whether something was to be changed, which needs another permission.</param>
    public static ErrorExplanation? For(ApiMessage error, HttpStatusCode? status, ResourceKind kind, bool isWrite)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(kind);
        return error.Code is { } code ? OfCode(code, kind, isWrite) ?? OfStatus(status, kind) : OfStatus(status, kind);
    }

    private static ErrorExplanation? OfCode(int code, ResourceKind kind, bool isWrite) => code switch
    {
        7000 or 7003 => new(
            "The account id or the object id in the request is wrong or empty; the API itself works.",
            $"Check the account's id in the configuration, and open the {Lower(kind.Name)} from its list instead of from an old link."),
        10000 => new(
            "The credential is valid, but lacks a permission or belongs to another account.",
            $"Give it {Permission(kind, isWrite)}, for this account."),
        10001 => new(
            "The credential is unknown, or of a kind that this call does not take.",
            "Check the configured token: a user token and an account token are not accepted everywhere alike."),
        9109 => new(
            "The credential may not reach this: it lacks the permission, leaves this account or object out, or is tied to other IP addresses.",
            $"Check that it has {Permission(kind, isWrite)}, that it includes this account, and that its IP filter allows this console."),
        6003 or 6111 => new(
            "The credential's form is wrong: it was pasted with blanks, or a key is used as a token.",
            "Configure the token again, without blanks and without the word \"Bearer\"."),
        1001 => new(
            "The request had no token, or one that may not make this call; an account token may not list accounts.",
            "Use a user token for this call, or configure the account's id."),
        971 or 10100 => new(
            "The credential's rate limit of 1,200 calls in five minutes is used up, and every call is refused for the next five minutes.",
            "Wait until the block is over, and look for whoever else uses the same credential."),
        1025 => IfMagic(kind, new(
            "The account has no Magic WAN.",
            "Choose another account, or have the subscription added.")),
        1101 => kind is AppKind
            ? new("Apps are not enabled for the account.", "Choose another account, or ask Cloudflare to enable the feature.")
            : null,
        1012 => IfMagic(kind, new(
            "The account is not onboarded to Magic Transit.",
            "Choose another account, or ask Cloudflare to onboard this one.")),
        7001 or 10405 => new("The API does not offer this operation at this address: a fault of this console.", ReportIt),
        1198 => new("The API could not read what this console sent: a fault of this console.", ReportIt),
        1199 => new("The API knows no such address: a fault of this console.", ReportIt),
        _ => null,
    };

    private static ErrorExplanation? OfStatus(HttpStatusCode? status, ResourceKind kind) => status switch
    {
        HttpStatusCode.NotFound => new(
            $"The {Lower(kind.Name)}, or something that it refers to, is not there: most likely it was deleted meanwhile.",
            $"Look for it in the list of {Lower(kind.PluralName)}."),
        HttpStatusCode.Unauthorized when kind is PeerKind => new(
            "This need not be a bad token: the account may not be allowed outgoing zone transfers.",
            "Check the account's plan for secondary DNS before changing the token."),
        HttpStatusCode.InternalServerError => new(
            "Something failed on Cloudflare's side.",
            "Try again in a moment; if it lasts, give Cloudflare's support the ray id."),
        _ => null,
    };

    private static ErrorExplanation? IfMagic(ResourceKind kind, ErrorExplanation explanation) => kind is AppKind or InterconnectKind ? explanation : null;

    private static string Permission(ResourceKind kind, bool isWrite) => isWrite ? kind.WritePermission : kind.ReadPermission;

    private static string Lower(string name) => name.ToLowerInvariant();
}
