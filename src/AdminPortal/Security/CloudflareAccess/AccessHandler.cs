using System.Text.Encodings.Web;
using AdminPortal.Changes.Store;
using AdminPortal.Security.Oidc;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;

namespace AdminPortal.Security.CloudflareAccess;

/// <summary>Signs in whom the team's Cloudflare Access has recognized, where that is how people are known.</summary>
internal sealed class AccessHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder, SignInRefusals refusals)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string SchemeName = "access";

    private static readonly IReadOnlyList<string> NameClaims = ["email", "sub"];

    /// <summary>Nobody is known by the assertion alone, but by the session that it begins.</summary>
    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(AuthenticateResult.NoResult());

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        // The gate has looked at every request that comes here.
        if (!Navigation.IsMeantBy(Request) || Context.Items[AccessGate.AssertionItem] is not JsonWebToken assertion)
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var back = LocalAddress.OrHome(properties.RedirectUri ?? $"{OriginalPathBase}{OriginalPath}{Request.QueryString}");
        try
        {
            var person = ProviderPerson.From(assertion, NameClaims, "custom.roles", "custom.groups");

            // Access tells no groups of its own, so that a person's address, which it vouches for, is a group of one.
            var holds = assertion.TryGetPayloadValue<string>("email", out var email) && email.Length > 0 ? [.. person.Holds, new(Changes.Access.HeldValue.Groups, email)] : person.Holds;
            await Context.SignInAnewAsync((person with { Holds = holds }).ToPrincipal(), new() { IssuedUtc = TimeProvider.GetUtcNow() });
            Response.Headers.CacheControl = "no-store";
            Response.Redirect(back);
        }
        catch (Exception problem) when (problem is SignInException or StoreUnavailableException)
        {
            await refusals.RefuseAsync(Context, problem as SignInException ?? new SignInException(SignInFailure.StoreAway, problem.Message, problem), back);
        }
    }
}
