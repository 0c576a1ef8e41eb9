using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Sandbox;
using AdminPortal.Tests.Faults;
using AdminPortal.Tests.Sandbox;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>The API's token and the client secret while everything goes wrong, with everything logged and traced. What a circuit sends: LivePortalTests.</summary>
public sealed class SecretsTests : IAsyncDisposable
{
    private const string Token = "zQ7kWv-distinctive-token-of-this-test-9fJ2mXp4";
    private const string ClientSecret = "rT5nLq-distinctive-client-secret-8sVb3Yh";

    private readonly DirectoryInfo _store = Directory.CreateTempSubdirectory("adminportal-secrets-");
    private readonly Overheard _overheard = new(Token, ClientSecret, $"admin-portal:{ClientSecret}");

    public ValueTask DisposeAsync()
    {
        _overheard.Dispose();
        _store.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Secrets_WithEveryFaultAndEverythingSaid_AppearNowhere()
    {
        await using var api = await SandboxServer.StartAsync(new SandboxOptions { ApiToken = Token, FaultsEnabled = true }, TestContext.Current.CancellationToken);
        await using var provider = await TalkativeProvider.StartAsync();
        await using (var portal = Start(api, provider))
        {
            await AskForPagesAsync(portal);
            await FailToSignInAsync(portal);
            await AskForPagesAsync(portal);
            await FailAtTheApiAsync(portal, api);
        }

        _overheard.Hear("store", await StoreDump.ReadAsync(Path.Combine(_store.FullName, "portal.db")));
        Assert.StartsWith("Basic ", provider.Credential, StringComparison.Ordinal);
        Assert.Empty(_overheard.Leaks);
        Assert.All((string[])["log", "span", "exception", "answer", "store"], where => Assert.NotEqual((where, 0), (where, _overheard.CountOf(where))));
    }

    /// <summary>Every page as the server sends it, with and without a session, with its headers.</summary>
    private async Task AskForPagesAsync(RunningPortal portal)
    {
        var session = await portal.BeginSessionAsync(new("https://login.example.com", "1", "Ada", []));
        foreach (var path in (string[])["/", "/signin", "/status", "/drafts", "/health/ready", $"/accounts/{SandboxHost.AccountId}/activity.csv", $"/accounts/{SandboxHost.AccountId}/magic/apps", "/no/such/page"])
        {
            await HearAsync(portal.GetAsync(path));
            await HearAsync(portal.GetAsync(path, ("Cookie", session)));
        }
    }

    /// <summary>A sign-in for each way in which the provider repeats the console's own secret to it.</summary>
    private async Task FailToSignInAsync(RunningPortal portal)
    {
        for (var way = 0; way < TalkativeProvider.Ways; way++)
        {
            using var begun = await HearAsync(portal.GetAsync("/signin/start?returnUrl=%2Fstatus"));
            var state = QueryHelpers.ParseQuery(begun.Headers.Location!.Query)["state"].ToString();
            var cookies = RunningPortal.Sent(begun.Headers.GetValues("Set-Cookie"));
            using var ended = await HearAsync(portal.GetAsync($"/signin-oidc?code=a-code&state={Uri.EscapeDataString(state)}", ("Cookie", cookies)));

            Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
            using var refused = await HearAsync(portal.GetAsync(ended.Headers.Location!.OriginalString));
            Assert.DoesNotContain(RunningPortal.Sent(ended.Headers.TryGetValues("Set-Cookie", out var set) ? set : []), "AdminPortal.Session=", StringComparison.Ordinal);
        }
    }

    /// <summary>A write under every fault that the sandbox can be told to make; writes are not tried again, so nothing here waits. The last of them is a 429.</summary>
    private async Task FailAtTheApiAsync(RunningPortal portal, SandboxServer api)
    {
        using HttpClient sandbox = new() { BaseAddress = api.Root };
        var account = portal.Services.GetRequiredService<ICloudflareAccounts>().All[0];
        var faults = FaultTable.All.Where(fault => fault.Way is not Way.SlowBody).OrderBy(fault => fault.Way is Way.Answer { Status: 429 });
        foreach (var order in faults.Select(fault => SandboxOrder.Of(fault.Way)).OfType<JsonObject>())
        {
            using StringContent content = new(order.ToJsonString(), Encoding.UTF8, "application/json");
            (await sandbox.PostAsync("/sandbox/faults", content)).EnsureSuccessStatusCode();
            _overheard.Hear("result", $"{await account.Peers.DeleteAsync(account.AccountId, "none", new(), TestContext.Current.CancellationToken)}");
            (await sandbox.DeleteAsync("/sandbox/faults")).EnsureSuccessStatusCode();
            if (order["status"]?.GetValue<int>() == StatusCodes.Status429TooManyRequests)
            {
                return;
            }
        }
    }

    private async Task<HttpResponseMessage> HearAsync(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        _overheard.Hear("answer", $"{answer.StatusCode} {answer.Headers} {answer.Content.Headers} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    private RunningPortal Start(SandboxServer api, TalkativeProvider provider) => RunningPortal.StartWith(
        services => services.AddSingleton<ILoggerProvider>(_overheard),
        ("Store:Folder", _store.FullName),
        ("CLOUDFLARE_API_TOKEN", Token), ("CLOUDFLARE_ACCOUNT_ID", SandboxHost.AccountId), ("Cloudflare:BaseAddress", api.Address.ToString()),
        ("Oidc:Authority", provider.Address), ("Oidc:ClientId", "admin-portal"), ("Oidc:ClientSecret", ClientSecret),
        ("Limits:SignInAttemptsPerMinute", "1000"),
        ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"));
}
