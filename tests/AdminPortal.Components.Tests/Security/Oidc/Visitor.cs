using System.Net;
using AdminPortal.Components.Tests.Security.Surface;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Components.Tests.Security.Oidc;

/// <summary>A browser as far as sign-in needs one: cookies, and redirects that are looked at before they are followed.</summary>
internal sealed class Visitor(RunningPortal portal) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = portal.Address };

    /// <summary>The cookies it holds; a test may add and take.</summary>
    public Dictionary<string, string> Cookies { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it has a session.</summary>
    public string? Session => Cookies.GetValueOrDefault("__Host-AdminPortal.Session");

    /// <summary>Asks for an address and expects to be led to the provider.</summary>
    public async Task<Challenge> BeginAsync(string path = "/")
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var query = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        return new(answer.Headers.Location, query["state"]!, query["nonce"]!, query["redirect_uri"]!);
    }

    public async Task<HttpResponseMessage> GetAsync(string path) => await SendAsync(new(HttpMethod.Get, path));

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        if (Cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var answer = await _http.SendAsync(request);
        request.Dispose();
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [])
        {
            var (name, value) = set.Split(';')[0].Split('=', 2) is [var first, var second] ? (first, second) : (set, "");
            if (value.Length == 0)
            {
                Cookies.Remove(name);
            }
            else
            {
                Cookies[name] = value;
            }
        }

        return answer;
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What the portal asked the provider.</summary>
internal sealed record Challenge(Uri Address, string State, string Nonce, string RedirectUri)
{
    /// <summary>The address that an answer leads back to.</summary>
    public string Back(string? issuer, string code = "a-code", string? state = null) => QueryHelpers.AddQueryString(
        RedirectUri, new Dictionary<string, string?>(StringComparer.Ordinal) { ["code"] = code, ["state"] = state ?? State }.Concat(issuer is null ? [] : [new KeyValuePair<string, string?>("iss", issuer)]));
}
