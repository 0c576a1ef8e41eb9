using AdminPortal.Changes.Deletions;
using AdminPortal.Cloudflare.Configuration;

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
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]) && string.IsNullOrEmpty(builder.Configuration["http_ports"]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        return builder;
    }

    /// <summary>The settings, or null after every problem with them was printed.</summary>
    public static CloudflareSettings? ReadSettings(IConfiguration configuration)
    {
        var reading = CloudflareSettings.Read(configuration);
        List<string> problems = [.. reading.Problems];
        if (DeletionThreshold.ProblemIn(configuration) is { } problem)
        {
            problems.Add(problem);
        }

        if (problems.Count == 0)
        {
            return reading.Settings;
        }

        Console.Error.WriteLine("AdminPortal does not start, because its configuration is not usable:");
        foreach (var one in problems)
        {
            Console.Error.WriteLine($"  - {one}");
        }

        return null;
    }
}
