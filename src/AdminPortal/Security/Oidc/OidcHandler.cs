using System.Security.Claims;
using System.Text.Encodings.Web;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AdminPortal.Security.Oidc;

/// <summary>The framework's OAuth handler, which knows state, correlation and PKCE, taught what OpenID Connect adds: discovery, nonce and the ID token.</summary>
internal sealed class OidcHandler(
    IOptionsMonitor<OidcOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    OidcSettings settings, ProviderMetadata metadata, ProviderTokens validation, TokenRequests requests, UsedOnce once, AccessPolicy policy)
    : OAuthHandler<OidcOptions>(options, logs, encoder)
{
    public const string SchemeName = "oidc";

    private const string NonceItem = "nonce";
    private OpenIdConnectConfiguration? _provider;
    private string? _code;

    /// <inheritdoc/>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (!Navigation.IsMeantBy(Request))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        properties.RedirectUri = LocalAddress.OrHome(properties.RedirectUri ?? $"{OriginalPathBase}{OriginalPath}{Request.QueryString}");
        try
        {
            _provider = await metadata.GetAsync(Context.RequestAborted);
        }
        catch (SignInException problem)
        {
            Context.RequestServices.GetRequiredService<SignInRefusals>().RefuseToBegin(Context, problem, properties.RedirectUri);
            return;
        }

        await base.HandleChallengeAsync(properties);
    }

    /// <inheritdoc/>
    protected override string BuildChallengeUrl(AuthenticationProperties properties, string redirectUri)
    {
        var nonce = validation.NewNonce();
        properties.Items[NonceItem] = nonce;

        // The provider's address comes from its description, which options of the framework cannot hold.
        var parameters = QueryHelpers.ParseQuery(base.BuildChallengeUrl(properties, redirectUri));
        return QueryHelpers.AddQueryString(QueryHelpers.AddQueryString(_provider!.AuthorizationEndpoint, parameters), NonceItem, nonce);
    }

    /// <inheritdoc/>
    protected override bool ValidateCorrelationId(AuthenticationProperties properties)
    {
        Context.Items[SignInRefusals.ReturnItem] = properties.RedirectUri;
        if (!base.ValidateCorrelationId(properties))
        {
            return false;
        }

        // What else an error comes with (its description) is whatever somebody wrote into a link: it is neither shown nor logged.
        return Request.Query.TryGetValue("error", out var error)
            ? throw new SignInException(error == "access_denied" ? SignInFailure.Declined : SignInFailure.ProviderRefused, "The provider answered with an error.") { ProviderError = error.ToString() }
            : true;
    }

    /// <inheritdoc/>
    protected override async Task<OAuthTokenResponse> ExchangeCodeAsync(OAuthCodeExchangeContext context)
    {
        _provider = await metadata.GetAsync(Context.RequestAborted);
        RefuseOtherProvider(_provider);
        if (!context.Properties.Items.TryGetValue(NonceItem, out var nonce) || !once.TryUse($"nonce {nonce}", ProviderTokens.LongestSignIn))
        {
            throw new SignInException(SignInFailure.NotBegunHere, "The sign-in was finished before.");
        }

        _code = context.Code;
        context.Properties.Items.Remove(OAuthConstants.CodeVerifierKey, out var verifier);
        return await requests.RedeemAsync(_provider, context.Code, context.RedirectUri, verifier, Context.RequestAborted);
    }

    /// <inheritdoc/>
    protected override async Task<AuthenticationTicket> CreateTicketAsync(ClaimsIdentity identity, AuthenticationProperties properties, OAuthTokenResponse tokens)
    {
        properties.Items.Remove(NonceItem, out var nonce);
        var idToken = tokens.Response!.RootElement.TryGetProperty("id_token", out var found) ? found.ToString() : null;
        OpenIdConnectMessage answer = new() { IdToken = idToken, AccessToken = tokens.AccessToken, Code = _code };
        var token = await validation.ReadIdTokenAsync(answer, nonce!, Context.RequestAborted);
        var person = ProviderPerson.From(token, settings.NameClaims, settings.RolesClaim, settings.GroupsClaim);
        if (ProviderPerson.LacksGroups(token))
        {
            if (policy.HighestOf(person.Holds) == Role.None)
            {
                throw new SignInException(SignInFailure.TooManyGroups, "Entra left the groups out of the token, since the person is in too many, and no app role gives a role.");
            }

            Logger.LogWarning("The groups of a person who signed in are missing, since there are too many for a token; only app roles count.");
        }

        // For the provider's own sign-out; the ticket stays on the server.
        properties.StoreTokens([new() { Name = "id_token", Value = idToken! }]);
        properties.IssuedUtc = TimeProvider.GetUtcNow();
        return new(person.ToPrincipal(), properties, Scheme.Name);
    }

    /// <summary>RFC 9207: where a provider says that it names itself in its answers, an answer without its name comes from another one.</summary>
    private void RefuseOtherProvider(OpenIdConnectConfiguration provider)
    {
        var named = Request.Query["iss"].ToString();
        if ((named.Length > 0 || provider.AuthorizationResponseIssParameterSupported) && named != provider.Issuer)
        {
            throw new SignInException(SignInFailure.OtherProvider, "The answer does not name the provider that was asked (iss).");
        }
    }
}

/// <summary>The framework's options, without those that the provider's description and <see cref="TokenRequests"/> replace.</summary>
internal sealed class OidcOptions : OAuthOptions
{
    /// <inheritdoc/>
    public override void Validate()
    {
        // The settings were validated at the start.
    }

    /// <inheritdoc/>
    public override void Validate(string scheme) => Validate();
}
