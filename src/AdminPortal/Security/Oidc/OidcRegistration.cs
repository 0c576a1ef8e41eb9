using AdminPortal.Changes.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OAuth;

namespace AdminPortal.Security.Oidc;

/// <summary>Sign-in at a provider, where one is configured. Nothing of it is loaded otherwise.</summary>
internal static class OidcRegistration
{
    /// <summary>Has an unknown key looked up before its token is judged, not meanwhile.</summary>
    public const string LookUpAtOnce = "Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking";

    public static void AddPortalOidc(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new SignInAtProvider(null));
        if (OidcConfiguration.Read(configuration).Settings is { } settings)
        {
            Add(services, settings);
        }
    }

    private static void Add(IServiceCollection services, OidcSettings settings)
    {
        AppContext.SetSwitch(LookUpAtOnce, isEnabled: true);
        services.AddSingleton(new SignInAtProvider(settings.DisplayName));
        services.AddSingleton(settings);
        services.AddSingleton<ProviderBackchannel>();
        services.AddSingleton<ProviderMetadata>();
        services.AddSingleton<ProviderTokens>();
        services.AddSingleton<TokenRequests>();
        services.AddSingleton<UsedOnce>();
        services.AddSingleton<SignInRefusals>();
        services.AddSingleton<ProviderSignOut>();
        services.AddSingleton<LogoutTokens>();
        services.AddSingleton<ProviderLogout>();
        services.Configure<AuthenticationOptions>(authentication => authentication.DefaultChallengeScheme = OidcHandler.SchemeName);
        services.AddAuthentication().AddOAuth<OidcOptions, OidcHandler>(OidcHandler.SchemeName, oidc =>
        {
            oidc.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            oidc.ClientId = settings.ClientId;

            // In their places stand the provider's description and TokenRequests.
            (oidc.ClientSecret, oidc.AuthorizationEndpoint, oidc.TokenEndpoint) = ("", "", "");
            oidc.CallbackPath = settings.CallbackPath;
            oidc.UsePkce = true;
            oidc.RemoteAuthenticationTimeout = ProviderTokens.LongestSignIn;

            // The way back is a navigation by GET, so that Lax is enough; and it holds exactly for this host.
            oidc.CorrelationCookie.Name = "__Host-AdminPortal.SignIn.";
            oidc.CorrelationCookie.Path = "/";
            oidc.CorrelationCookie.SameSite = SameSiteMode.Lax;
            oidc.CorrelationCookie.SecurePolicy = CookieSecurePolicy.Always;
            oidc.Scope.Clear();
            foreach (var scope in settings.Scopes)
            {
                oidc.Scope.Add(scope);
            }

            oidc.Events = new OAuthEvents { OnRemoteFailure = RefuseAsync, OnTicketReceived = SignInAsync };
        });
    }

    private static async Task RefuseAsync(RemoteFailureContext failed)
    {
        await RefuseAsync(failed.HttpContext, failed.Failure!);
        failed.HandleResponse();
    }

    private static Task RefuseAsync(HttpContext context, Exception problem) =>
        context.RequestServices.GetRequiredService<SignInRefusals>().RefuseAsync(context, problem, context.Items[SignInRefusals.ReturnItem] as string);

    private static async Task SignInAsync(TicketReceivedContext received)
    {
        try
        {
            await received.HttpContext.SignInAnewAsync(received.Principal!, received.Properties);
            received.Response.Headers.CacheControl = "no-store";
            received.Response.Redirect(LocalAddress.OrHome(received.ReturnUri));
        }
        catch (StoreUnavailableException away)
        {
            await RefuseAsync(received.HttpContext, new SignInException(SignInFailure.StoreAway, away.Message, away));
        }

        received.HandleResponse();
    }
}

/// <summary>What the pages know of sign-in at a provider.</summary>
/// <param name="Name">The provider's name, or null where none is configured.</param>
internal sealed record SignInAtProvider(string? Name);
