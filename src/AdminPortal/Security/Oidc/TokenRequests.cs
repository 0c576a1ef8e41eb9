using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OAuth;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AdminPortal.Security.Oidc;

/// <summary>Asks the provider for the tokens of a code, and proves that it is this console that asks.</summary>
internal sealed class TokenRequests(OidcSettings settings, ProviderBackchannel backchannel, TimeProvider time)
{
    /// <exception cref="SignInException">The provider says no, or nothing.</exception>
    public async Task<OAuthTokenResponse> RedeemAsync(OpenIdConnectConfiguration provider, string code, string redirectUri, string? verifier, CancellationToken cancellationToken)
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirectUri,
            ["client_id"] = settings.ClientId,
            ["code_verifier"] = verifier ?? "",
        };
        using HttpRequestMessage request = new(HttpMethod.Post, provider.TokenEndpoint);
        Authenticate(request, form, provider.TokenEndpoint);
        request.Headers.Accept.Add(new(MediaTypeNames.Application.Json));
        request.Content = new FormUrlEncodedContent(form);
        try
        {
            using var answer = await backchannel.Http.SendAsync(request, cancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            return answer.IsSuccessStatusCode ? OAuthTokenResponse.Success(JsonDocument.Parse(body)) : throw Refused((int)answer.StatusCode, body);
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new SignInException(SignInFailure.ProviderAway, $"The provider did not answer for the code: {problem.Message}", problem);
        }
        catch (JsonException problem)
        {
            throw new SignInException(SignInFailure.TokenInvalid, "The provider's answer for the code is not JSON.", problem);
        }
    }

    private void Authenticate(HttpRequestMessage request, Dictionary<string, string> form, string audience)
    {
        switch (settings.Authentication)
        {
            case ClientAuthentication.SecretBasic:
                // RFC 6749 2.3.1: both are encoded as in a form before they are joined.
                var pair = $"{Uri.EscapeDataString(settings.ClientId)}:{Uri.EscapeDataString(settings.ClientSecret!)}";
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
                break;
            case ClientAuthentication.SecretPost:
                form["client_secret"] = settings.ClientSecret!;
                break;
            case ClientAuthentication.PrivateKeyJwt:
                form["client_assertion_type"] = ClientAssertions.Type;
                form["client_assertion"] = ClientAssertions.Create(settings, audience, time.GetUtcNow());
                break;
            default:
                throw new NotSupportedException($"{settings.Authentication} is no way to authenticate.");
        }
    }

    private static SignInException Refused(int status, byte[] body)
    {
        string? error = null;
        try
        {
            using var json = JsonDocument.Parse(body);
            error = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var named) ? named.ToString() : null;
        }
        catch (JsonException)
        {
            // Something before the provider answered; the status says enough.
            error = null;
        }

        return new SignInException(status >= StatusCodes.Status500InternalServerError ? SignInFailure.ProviderAway : SignInFailure.CodeRefused, $"The provider answered {status} for the code.") { ProviderError = error };
    }
}
