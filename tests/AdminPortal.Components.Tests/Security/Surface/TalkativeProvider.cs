using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>A provider that repeats whatever it was told, secrets first, in every answer for a code: each time in another way.</summary>
internal sealed class TalkativeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _asked;

    private TalkativeProvider()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["issuer"] = Address, ["authorization_endpoint"] = $"{Address}/authorize", ["token_endpoint"] = $"{Address}/token", ["jwks_uri"] = $"{Address}/keys",
        }));
        _app.MapGet("/keys", () => Results.Json(new { keys = Array.Empty<string>() }));
        _app.MapPost("/token", AnswerAsync);
    }

    /// <summary>In how many ways it answers.</summary>
    public const int Ways = 6;

    public string Address => _app.Urls.Single();

    /// <summary>What the console has authenticated itself with.</summary>
    public string? Credential { get; private set; }

    public static async Task<TalkativeProvider> StartAsync()
    {
        TalkativeProvider provider = new();
        await provider._app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Credential = context.Request.Headers.Authorization;
        var told = $"{Credential} {await new StreamReader(context.Request.Body).ReadToEndAsync()}";
        context.Response.StatusCode = (_asked++ % Ways) switch { 0 => 401, 1 => 500, _ => 200 };
        context.Response.Headers["WWW-Authenticate"] = $"Basic realm=\"{told}\"";
        switch ((_asked - 1) % Ways)
        {
            case 0:
                await context.Response.WriteAsJsonAsync(new { error = told, error_description = told });
                break;
            case 1 or 2:
                await context.Response.WriteAsync($"<html>{told}</html>");
                break;
            case 3:
                await context.Response.WriteAsJsonAsync(new { id_token = $"{Credential}.e30.x", access_token = told, token_type = told });
                break;
            case 4:
                await context.Response.WriteAsJsonAsync(new { access_token = told, expires_in = told });
                break;
            default:
                context.Abort();
                break;
        }
    }
}
