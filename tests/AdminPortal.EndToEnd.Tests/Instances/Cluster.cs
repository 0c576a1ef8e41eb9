using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Provider;
using AdminPortal.EndToEnd.Tests.Running;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Instances;

/// <summary>Three instances on one PostgreSQL database behind nginx, with single sign-on, and an API that none of them takes along.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly SecureListener _listener = new();
    private readonly int[] _ports = [NginxProcess.FreePort(), NginxProcess.FreePort(), NginxProcess.FreePort()];
    private readonly PortalProcess?[] _instances = new PortalProcess?[3];
    private Dictionary<string, string> _settings = [];
    private ProviderProcess? _provider;
    private NginxProcess? _nginx;

    private Cluster()
    {
    }

    /// <summary>How many instances there are.</summary>
    public int Count => _ports.Length;

    /// <summary>Where people find the console.</summary>
    public Uri Address => _nginx!.Address;

    public SandboxApi Api => Standing.Api;

    public PostgresServer Postgres { get; private set; } = null!;

    /// <summary>The database that all share.</summary>
    public string Database { get; private set; } = "";

    /// <summary>What the provider calls itself.</summary>
    public string Issuer => _provider!.Issuer;

    private StandingApi Standing { get; set; } = null!;

    /// <summary>Starts everything.</summary>
    /// <param name="people">The people who can sign in, all operators.</param>
    /// <param name="instances">How many of the three instances run.</param>
    public static async Task<Cluster> StartAsync(IEnumerable<string> people, int instances = 3)
    {
        Cluster cluster = new();
        try
        {
            await cluster.BeginAsync(people, instances);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Signs somebody in as a browser would, without one: thirty would take their time.</summary>
    /// <returns>The session's cookie.</returns>
    public async Task<Cookie> SignInAsync(string person)
    {
        X509ChainPolicy policy = new() { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificateFromFile(_listener.CertificateFile));

        // The provider of the tests speaks plain http, to which no client lets itself be led by itself.
        using SocketsHttpHandler handler = new() { AllowAutoRedirect = false, SslOptions = new() { CertificateChainPolicy = policy } };
        using HttpClient http = new(handler);
        var question = await FollowAsync(http, await http.GetAsync(Address));
        using FormUrlEncodedContent answer = new([new("login", person)]);
        var end = await FollowAsync(http, await http.PostAsync(question, answer));
        Assert.Equal(Address, end);
        var session = handler.CookieContainer.GetCookies(Address).Single(cookie => cookie.Name == "__Host-AdminPortal.Session");
        return new() { Name = session.Name, Value = session.Value, Url = Address.ToString(), Secure = true, HttpOnly = true };
    }

    /// <summary>What an instance has printed.</summary>
    public string OutputOf(int instance) => _instances[instance]?.Output ?? "";

    /// <summary>Ends an instance, in good order or at once.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync(int instance, bool gracefully)
    {
        var process = _instances[instance]!;
        if (gracefully)
        {
            process.Terminate();
        }
        else
        {
            process.Kill();
        }

        var code = await process.EndAsync();
        _instances[instance] = null;
        await process.DisposeAsync();
        return code;
    }

    /// <summary>Starts an instance where it was before.</summary>
    public async Task StartAsync(int instance) =>
        _instances[instance] = await PortalProcess.StartAsync(_settings, $"http://127.0.0.1:{_ports[instance].ToString(CultureInfo.InvariantCulture)}");

    public async ValueTask DisposeAsync()
    {
        foreach (var disposable in (IAsyncDisposable?[])[_nginx, .. _instances, _provider, Standing, Postgres])
        {
            await (disposable?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _listener.Dispose();
    }

    /// <returns>Where it leads to.</returns>
    private static async Task<Uri> FollowAsync(HttpClient http, HttpResponseMessage answer)
    {
        while (answer.Headers.Location is { } next)
        {
            var at = new Uri(answer.RequestMessage!.RequestUri!, next);
            answer.Dispose();
            answer = await http.GetAsync(at);
        }

        using (answer)
        {
            answer.EnsureSuccessStatusCode();
            return answer.RequestMessage!.RequestUri!;
        }
    }

    private async Task BeginAsync(IEnumerable<string> people, int instances)
    {
        Standing = await StandingApi.StartAsync(isLimited: true);
        Postgres = await PostgresServer.StartNewAsync();
        Database = await Postgres.NewDatabaseAsync();
        _provider = await ProviderProcess.StartAsync(_listener.CertificateFile);
        _nginx = await NginxProcess.StartAsync(_ports, _listener);
        _provider.Order("clients", new JsonObject { ["portals"] = new JsonArray(Address.ToString()) });
        foreach (var person in people)
        {
            _provider.Order("person", new JsonObject { ["id"] = person, ["name"] = person, ["roles"] = new JsonArray("Operator"), ["groups"] = new JsonArray() });
        }

        _settings = new(
        [
            .. Standing.Settings,
            new("Store__ConnectionString", Database),
            new("Oidc__Authority", _provider.Issuer),
            new("Oidc__ClientId", "portal-basic"),
            new("Oidc__ClientSecret", ProviderProcess.Secret),
            new("ForwardedHeaders__KnownProxies__0", "127.0.0.1"),
            new("Stopping__GraceSeconds", "1"),
        ], StringComparer.Ordinal);
        await StartAsync(0);
        await Task.WhenAll(Enumerable.Range(1, instances - 1).Select(StartAsync));
    }
}
