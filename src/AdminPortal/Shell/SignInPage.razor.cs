using AdminPortal.Changes;
using AdminPortal.Changes.Sessions;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Security;
using AdminPortal.Security.Oidc;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>Local sign-in, until single sign-on is configured.</summary>
public partial class SignInPage
{
    private static readonly IReadOnlyList<(Role Role, string Means)> Roles =
    [
        (Role.Viewer, "Sees everything, changes nothing."),
        (Role.Operator, "Changes targets, apps, peers and interconnects."),
        (Role.Approver, "Does what an operator does, and the deletions that are left to approvers."),
        (Role.Administrator, "Does what an operator does, and looks after the console."),
    ];

    /// <summary>Where to go after signing in; only a path of this console is followed.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    /// <summary>Why the session before has ended, where one has.</summary>
    [SupplyParameterFromQuery(Name = "ended")]
    public string? Ended { get; set; }

    [Inject]
    internal SignInAtProvider Provider { get; set; } = null!;

    [Inject]
    internal LocalSignIn SignIn { get; set; } = null!;

    [Inject]
    internal CloudflareSettings Cloudflare { get; set; } = null!;

    private string? EndedBecause => Enum.TryParse<SessionEnd>(Ended, out var end) && Enum.IsDefined(end) ? SessionWords.Of(new(end)) : null;

    private string? Refusal => SignIn.RefusedBecause();

    private string Invitation => Cloudflare.IsConfigured
        ? "No single sign-on is configured, and the API is on this machine. Choose what you want to be."
        : "No account is configured, so this console works on its embedded sandbox. Choose what you want to be.";
}
