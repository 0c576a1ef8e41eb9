using System.Text.RegularExpressions;
using AdminPortal.Security.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>The whole portal in this process, on a real listener of its own, as its <c>Program</c> puts it together.</summary>
internal sealed partial class RunningPortal : WebApplicationFactory<Program>
{
    private readonly IReadOnlyList<(string Name, string? Value)> _settings;
    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("adminportal-surface-");

    private readonly Action<IServiceCollection>? _more;

    private RunningPortal(IReadOnlyList<(string Name, string? Value)> settings, Action<IServiceCollection>? more)
    {
        (_settings, _more) = (settings, more);
        UseKestrel(0);
    }

    /// <summary>Where it listens, with a trailing slash.</summary>
    public Uri Address => ClientOptions.BaseAddress;

    /// <summary>Single sign-on at a provider that does not answer.</summary>
    public static (string Name, string? Value)[] Sso { get; } =
    [
        ("Oidc:Authority", "http://127.0.0.1:1"), ("Oidc:ClientId", "admin-portal"), ("Oidc:ClientSecret", "a-secret-of-this-test"),
    ];

    /// <summary>Starts it, on its embedded sandbox unless the settings name an account.</summary>
    public static RunningPortal Start(params (string Name, string? Value)[] settings) => StartWith(more: null, settings);

    /// <summary>Starts it with services of the test besides its own.</summary>
    public static RunningPortal StartWith(Action<IServiceCollection>? more, params (string Name, string? Value)[] settings)
    {
        RunningPortal portal = new(settings, more);
        portal.StartServer();
        return portal;
    }

    /// <summary>One answer to a GET, of a client that follows nothing.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, params IEnumerable<(string Name, string Value)> headers)
    {
        using var client = NewClient();
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await client.SendAsync(request);
    }

    /// <summary>Signs in as a role of this machine.</summary>
    /// <returns>The cookies as they were set: the antiforgery's and the session's.</returns>
    public async Task<IReadOnlyList<string>> SignInAsync(string role, string? returnUrl = null)
    {
        var (page, answer) = await PostSignInAsync(role, returnUrl);
        using (answer)
        {
            return [.. page, .. answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : []];
        }
    }

    /// <summary>Posts the form of the sign-in page with the token that it holds.</summary>
    public async Task<(IReadOnlyList<string> PageCookies, HttpResponseMessage Answer)> PostSignInAsync(string role, string? returnUrl)
    {
        using var client = NewClient();
        using var page = await client.GetAsync("/signin");
        var token = TokenField().Match(await page.Content.ReadAsStringAsync()).Groups["token"].Value;
        List<string> cookies = [.. page.Headers.GetValues("Set-Cookie")];
        using HttpRequestMessage request = new(HttpMethod.Post, "/signin")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string>(StringComparer.Ordinal) { ["__RequestVerificationToken"] = token, ["role"] = role, ["returnUrl"] = returnUrl ?? "/" }),
        };
        request.Headers.Add("Cookie", Sent(cookies));
        return (cookies, await client.SendAsync(request));
    }

    /// <summary>Begins a session, as a way of signing in does when it has found out who the person is.</summary>
    /// <returns>Its cookie, as a browser sends it back.</returns>
    public async Task<string> BeginSessionAsync(SignedInPerson person)
    {
        await using var scope = Services.CreateAsyncScope();
        DefaultHttpContext context = new() { RequestServices = scope.ServiceProvider };
        context.Request.Scheme = Uri.UriSchemeHttps;
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, person.ToPrincipal());
        return Sent(context.Response.Headers.SetCookie.OfType<string>());
    }

    /// <summary>Cookies as a browser sends them back.</summary>
    public static string Sent(IEnumerable<string> cookies) => string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0]));

    /// <summary>A client that follows nothing and remembers nothing.</summary>
    public HttpClient NewClient() => new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Production");
        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services => _more?.Invoke(services));
        builder.UseSetting("Store:Folder", _store.FullName);
        builder.UseSetting("urls", "http://127.0.0.1:0");
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _store.Exists)
        {
            _store.Delete(recursive: true);
        }
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenField();
}
