using System.Net;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Forms;

/// <summary>What it means that the API said no, by its status.</summary>
internal static class RefusalWords
{
    private const string Untouched = "Nothing was changed, and what you typed is still here. ";

    /// <param name="rejected">The refusal.</param>
    /// <param name="kind">The kind that the call was about.</param>
    /// <param name="isWrite">Whether something was to be changed.</param>
    /// <param name="isAboutAll">Whether the call went to the kind itself, to list or to create, and not to one resource.</param>
    public static FailureWords Of(ApiFailure.Rejected rejected, ResourceKind kind, bool isWrite, bool isAboutAll)
    {
        var (one, many, untouched) = (kind.Name.ToLowerInvariant(), kind.PluralName.ToLowerInvariant(), isWrite ? Untouched : "");
        return rejected.Answer.Status switch
        {
            HttpStatusCode.Unauthorized => new(
                "The API does not accept this console's credential",
                $"{untouched}The configured token may be wrong, expired or revoked: whoever runs this console has to look."),
            HttpStatusCode.Forbidden => new(
                "The API forbids this",
                isWrite
                    ? $"{untouched}The console's credential may be fine and lack a permission: changing {many} needs {kind.WritePermission}."
                    : $"The console's credential may be fine and lack a permission for {many}, or belong to another account."),
            HttpStatusCode.NotFound when isAboutAll => new(
                $"The API finds no {many} for this account",
                $"{untouched}The account's id in the configuration may be wrong, or the account may lack the product: whoever runs this console has to look."),
            HttpStatusCode.NotFound => new(
                $"There is no such {one}",
                $"{untouched}It may have been deleted meanwhile, or the id in the address is wrong. Look for it in the list of {many}."),
            HttpStatusCode.MethodNotAllowed => new(
                "The API does not offer this",
                $"{untouched}That is a fault of this console: report it to whoever runs it, with the ray id."),
            HttpStatusCode.Conflict when isWrite => new(
                "The API sees a conflict",
                $"{untouched}Another {one} may have the same name or address, something may refer to this one, or somebody is changing it: look at it again before you send it once more."),
            HttpStatusCode.Locked when rejected.Answer.IsFromWriteGuard => new("The console sent nothing", $"{untouched}Its own words stand below."),
            _ when !isWrite => new("The API refused to answer", Reasons(rejected, "Its own words stand below.")),
            _ => new("The API refused the change", untouched + Reasons(rejected, "Correct what its words speak of, then send it again.")),
        };
    }

    private static string Reasons(ApiFailure.Rejected rejected, string said) =>
        rejected.Answer.Errors.Count > 0 ? said : "It gave no reason: Cloudflare's support can tell, by the ray id.";
}
