using AdminPortal.Changes.Access;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Sessions;
using AdminPortal.Changes.Store;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Lists;
using AdminPortal.Security.CloudflareAccess;
using AdminPortal.Security.Oidc;
using AdminPortal.Security.Sessions;
using AdminPortal.Security.Surface;
using AdminPortal.Shell;
using AdminPortal.Telemetry;
using Microsoft.Extensions.Logging.Console;

namespace AdminPortal.Hosting;

/// <summary>How the process starts: where its files are, where it listens, and what it refuses.</summary>
internal static class PortalHost
{
    private const string DefaultUrl = "http://localhost:5080";

    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        // appsettings.json lies beside the program in the build, the published folder and the image alike, whatever the working folder is.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.AddConsoleFormatter<PlainConsole, ConsoleFormatterOptions>();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName ??= PlainConsole.FormatName);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (Listener.In(builder.Configuration).Count == 0)
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        return builder;
    }

    /// <summary>The settings, or null after every problem with them was printed.</summary>
    public static PortalSettings? ReadSettings(IConfiguration configuration)
    {
        var cloudflare = CloudflareSettings.Read(configuration);
        var (store, storeProblem) = StoreSettings.Read(configuration);
        IReadOnlyList<string> problems =
        [
            .. cloudflare.Problems,
            .. ReasonPolicy.ProblemsIn(configuration, [.. Kinds.Lists.Select(list => list.Kind.Name)]),
            .. DeletionThreshold.ProblemsIn(configuration),
            .. AccessPolicy.ProblemsIn(configuration),
            .. SessionLimits.ProblemsIn(configuration),
            .. SessionRecheck.ProblemsIn(configuration),
            .. StopSettings.ProblemsIn(configuration),
            .. OidcConfiguration.Read(configuration).Problems,
            .. AccessSettings.Read(configuration).Problems,
            .. TelemetrySettings.ProblemsIn(configuration),
            .. new[] { storeProblem, ListSettings.ProblemIn(configuration) }.OfType<string>(),
            .. StartChecks.ProblemsIn(configuration, cloudflare.Settings),
        ];
        if (cloudflare.Settings is { } accounts && store is not null && problems.Count == 0)
        {
            return new(accounts, store);
        }

        Console.Error.WriteLine("AdminPortal does not start, because its configuration is not usable:");
        foreach (var one in problems)
        {
            Console.Error.WriteLine($"  - {one}");
        }

        return null;
    }

    /// <summary>Takes the store for this process, or gives null after the reason was printed.</summary>
    public static StoreHold? TakeStore(StoreSettings store)
    {
        var (hold, refusal) = StoreHold.Take(store);
        if (refusal is not null)
        {
            Console.Error.WriteLine($"AdminPortal does not start. {refusal}");
        }

        return hold;
    }
}

/// <summary>What the process was configured with.</summary>
/// <param name="Cloudflare">The accounts.</param>
/// <param name="Store">The store.</param>
internal sealed record PortalSettings(CloudflareSettings Cloudflare, StoreSettings Store);
