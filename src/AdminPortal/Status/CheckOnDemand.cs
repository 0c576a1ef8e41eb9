using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Status;

/// <summary>Has the credentials checked at a person's request.</summary>
internal sealed class CheckOnDemand(CredentialChecks checks, AccessControl access)
{
    /// <summary>Why a viewer's request is refused: a check spends calls that everybody shares.</summary>
    public const string ViewerRefusal = "Your role is Viewer: you see the findings, and an operator has them checked again.";

    /// <summary>Whether the person may: who changes something anywhere.</summary>
    public bool MayCheck(Actor actor) => access.HighestRoleOf(actor).May(Right.Change);

    /// <summary>Checks every account and waits for the end; to stop waiting does not stop the check, which others may wait for too.</summary>
    /// <returns>Why the person may not, or null once the check has ended.</returns>
    public async Task<string?> RunAsync(Actor actor, CancellationToken stopsWaiting)
    {
        ArgumentNullException.ThrowIfNull(actor);
        if (!MayCheck(actor))
        {
            return ViewerRefusal;
        }

        await checks.CheckAsync(actor.Name, CallPriority.Interactive, CancellationToken.None).WaitAsync(stopsWaiting);
        return null;
    }
}
