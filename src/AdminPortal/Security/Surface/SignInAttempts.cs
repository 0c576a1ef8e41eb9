using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace AdminPortal.Security.Surface;

/// <summary>Bounds how often one address may begin, end or finish a sign-in.</summary>
/// <remarks>
/// The addresses that a provider leads back to are no endpoints but layers of the framework's sign-in, so they are known by their paths. A provider's own orders to
/// sign out (<see cref="Oidc.ProviderLogout"/>) are not among them: they come in bursts from one address, and one that is refused leaves a session open.
/// </remarks>
internal static class SignInAttempts
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddSignInAttempts(this IServiceCollection services, IConfiguration configuration)
    {
        var allowed = SurfaceLimits.From(configuration).SignInAttemptsPerMinute;
        var paths = Paths(configuration);
        services.AddRateLimiter(limiter =>
        {
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => IsAttempt(context.Request, paths)
                ? RateLimitPartition.GetFixedWindowLimiter(Sender(context), _ => new() { PermitLimit = allowed, Window = Window, QueueLimit = 0 })
                : RateLimitPartition.GetNoLimiter(""));
            limiter.OnRejected = RefuseAsync;
        });
    }

    /// <summary>Where sign-ins and sign-outs go through, wherever the sections of single sign-on put them.</summary>
    private static HashSet<PathString> Paths(IConfiguration configuration)
    {
        string?[] configured =
        [
            .. from section in (string[])["AzureAd", "Oidc"] from name in (string[])["CallbackPath", "SignedOutCallbackPath"] select configuration[$"{section}:{name}"],
        ];
        string[] usual = [LocalSignIn.Path, Shell.Addresses.SignInStart, "/signin-oidc", "/signout", "/signout-callback-oidc"];
        return [.. usual.Concat(configured.OfType<string>().Where(path => path.StartsWith('/'))).Select(path => new PathString(path))];
    }

    /// <summary>The sign-in page by itself costs nothing and tells nothing, so looking at it is no attempt.</summary>
    private static bool IsAttempt(HttpRequest request, HashSet<PathString> paths) =>
        paths.Contains(request.Path) && !(HttpMethods.IsGet(request.Method) && request.Path.Equals(LocalSignIn.Path, StringComparison.OrdinalIgnoreCase));

    /// <summary>One household of IPv6 has as many addresses as it likes; its network counts.</summary>
    private static string Sender(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } six => new IPAddress([.. six.GetAddressBytes().Take(8), .. new byte[8]]).ToString(),
        var four => four.ToString(),
    };

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told) ? told : Window;
        rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await Refusals.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests);
    }
}
