using AdminPortal.Security.CloudflareAccess;
using AdminPortal.Security.Oidc;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>Says that the session here has ended. Leads nowhere by itself: at the provider one may still be signed in, and would be here again at once.</summary>
public partial class SignedOutPage
{
    /// <summary>What a sign-out that went through the provider leaves in the address.</summary>
    [SupplyParameterFromQuery(Name = "everywhere")]
    public bool Everywhere { get; set; }

    [Inject]
    internal SignInAtProvider Provider { get; set; } = null!;

    [Inject]
    internal IServiceProvider Services { get; set; } = null!;

    private string? AccessSignOut => Services.GetService<AccessSettings>()?.SignOut.AbsoluteUri;

    private string Where => Provider.Name is not { } provider ? "Your session in this console has ended."
        : Everywhere ? $"Your session in this console has ended, and {provider} has been told."
        : $"Your session in this console has ended. At {provider} you may still be signed in.";
}
