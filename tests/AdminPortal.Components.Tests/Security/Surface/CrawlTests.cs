using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>Every route that the built console really has, asked without a session: a new one cannot escape this.</summary>
public sealed class CrawlTests
{
    /// <summary>What answers to anybody. Adding a line here is a decision.</summary>
    private static readonly string[] Public = ["/signin", "/signin/refused", "/signed-out", "/health/live", "/health/ready"];

    /// <summary>What anybody may send something to, without getting anything for it: it checks by itself who calls.</summary>
    private static readonly string[] Called = ["/signin", "/signin/start", "/signout-oidc", "/signout-callback-oidc", "/backchannel-logout"];

    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

    public static TheoryData<bool> WithAndWithoutSso => new(false, true);

    [Theory]
    [MemberData(nameof(WithAndWithoutSso))]
    public async Task Route_WithoutASession_GivesNothing(bool withSso)
    {
        await using var portal = RunningPortal.Start(withSso ? RunningPortal.Sso : []);
        using var client = portal.NewClient();
        List<string> open = [];
        var asked = 0;
        foreach (var endpoint in Endpoints(portal).Where(endpoint => !IsFile(endpoint)))
        {
            var path = PathOf(endpoint.RoutePattern);
            foreach (var method in MethodsOf(endpoint))
            {
                using HttpRequestMessage request = new(new HttpMethod(method), path);
                using var answer = await client.SendAsync(request);
                asked++;
                if (answer.IsSuccessStatusCode && !(method is "GET" or "HEAD" && Public.Contains(path, StringComparer.OrdinalIgnoreCase)))
                {
                    open.Add($"{method} {path} ({endpoint.DisplayName}) answered {(int)answer.StatusCode}");
                }
            }
        }

        Assert.Empty(open);
        Assert.True(asked > 80, $"Only {asked} requests were made.");
    }

    /// <summary>A route may be closed by luck: a form that is missing, a parameter that does not fit. What it declares is no luck.</summary>
    [Theory]
    [MemberData(nameof(WithAndWithoutSso))]
    public async Task Route_ThatDeclaresItselfOpen_IsOneOfTheKnown(bool withSso)
    {
        await using var portal = RunningPortal.Start(withSso ? RunningPortal.Sso : []);

        var open = Endpoints(portal)
            .Where(endpoint => !IsFile(endpoint) && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => PathOf(endpoint.RoutePattern))
            .Except([.. Public, .. Called], StringComparer.OrdinalIgnoreCase);

        Assert.Empty(open);
    }

    [Fact]
    public async Task Page_OfEveryComponent_IsAmongTheRoutes()
    {
        await using var portal = RunningPortal.Start();
        var routes = Endpoints(portal).Select(endpoint => endpoint.RoutePattern.RawText!.TrimStart('/')).ToHashSet(StringComparer.Ordinal);
        var pages = typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>()).Select(route => route.Template.TrimStart('/')).ToList();

        Assert.True(pages.Count >= 15, $"Only {pages.Count} pages were found.");
        Assert.Empty(pages.Except(routes, StringComparer.Ordinal));
    }

    /// <summary>What is open as a file is a file of the web root and nothing else.</summary>
    [Fact]
    public async Task File_OfTheWebRoot_IsNoPageAndNoSetting()
    {
        await using var portal = RunningPortal.Start();
        var files = Endpoints(portal).Where(IsFile).Select(endpoint => endpoint.RoutePattern.RawText!).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.Matches(@"\.(css|js|svg|map|woff2|woff|ttf|png|gif|jpg)(\.gz|\.br)?$|/LICENSE[^/]*$", file));
    }

    [Fact]
    public async Task Address_OfNothing_LeadsToSignInToo()
    {
        await using var portal = RunningPortal.Start();
        foreach (var path in (string[])["/no/such/page", "/appsettings.json", "/portal.db", "/.git/config", "/_framework/none.js", "/swagger", "/metrics"])
        {
            using var answer = await portal.GetAsync(path);
            Assert.Equal((path, HttpStatusCode.Redirect), (path, answer.StatusCode));
        }
    }

    private static IEnumerable<RouteEndpoint> Endpoints(RunningPortal portal) => portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>();

    private static bool IsFile(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static IEnumerable<string> MethodsOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: { Count: > 0 } declared } ? declared : Methods;

    /// <summary>An address of the route, with values that its parameters take.</summary>
    private static string PathOf(RoutePattern pattern) =>
        "/" + string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart { Name: var name } => name.Contains("account", StringComparison.OrdinalIgnoreCase) ? "023e105f4ecef8ad9ca31a8372d0c353" : "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
            _ => "",
        }))));
}
