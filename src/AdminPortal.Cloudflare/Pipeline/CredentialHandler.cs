using System.Net.Http.Headers;
using System.Reflection;
using AdminPortal.Cloudflare.Configuration;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Adds the credential and the console's name. It is the last before the wire: nothing above it ever holds a credential.</summary>
internal sealed class CredentialHandler(Credential credential) : DelegatingHandler
{
    private static readonly string Version =
        typeof(CredentialHandler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private static readonly ProductInfoHeaderValue UserAgent = new("AdminPortal", Version);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.Add(UserAgent);
        Authenticate(request.Headers);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.Headers.Authorization = null;
            request.Headers.Remove("X-Auth-Email");
            request.Headers.Remove("X-Auth-Key");
        }
    }

    private void Authenticate(HttpRequestHeaders headers)
    {
        switch (credential)
        {
            case Credential.Token token:
                headers.Authorization = new("Bearer", token.Value.Reveal());
                break;
            case Credential.EmailAndKey pair:
                headers.Add("X-Auth-Email", pair.Email);
                headers.Add("X-Auth-Key", pair.Key.Reveal());
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}
