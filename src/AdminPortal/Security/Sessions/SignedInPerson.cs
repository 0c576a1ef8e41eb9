using System.Security.Claims;
using AdminPortal.Changes.Access;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace AdminPortal.Security.Sessions;

/// <summary>Who a way of signing in has found the person to be; all that the console knows of anybody comes through here.</summary>
/// <param name="Issuer">The provider, as its tokens name it (<c>iss</c>); null for local sign-in.</param>
/// <param name="Subject">The person at the provider (<c>sub</c>), or the local role.</param>
/// <param name="Name">The person's name, for people to read.</param>
/// <param name="Holds">The values that roles are granted for.</param>
internal sealed record SignedInPerson(string? Issuer, string Subject, string Name, IReadOnlyList<HeldValue> Holds)
{
    /// <summary>The provider's session (<c>sid</c>), where it names one.</summary>
    public string? ProviderSession { get; init; }

    /// <summary>The person as a principal, for <c>HttpContext.SignInAsync</c> with the cookie scheme: its session is kept on the server.</summary>
    public ClaimsPrincipal ToPrincipal()
    {
        List<Claim> claims = [new(PortalClaims.Subject, Subject), new(PortalClaims.Person, Issuer is null ? Name : $"{Issuer}|{Subject}"), new(PortalClaims.Name, Name)];
        if (Issuer is not null)
        {
            claims.Add(new(PortalClaims.Issuer, Issuer));
        }

        if (ProviderSession is not null)
        {
            claims.Add(new(PortalClaims.ProviderSession, ProviderSession));
        }

        // Whatever a provider says, the local roles are not for it to give.
        claims.AddRange(Holds.Where(held => Issuer is null || held.Claim != AccessPolicy.LocalClaim).Select(held => new Claim(PortalClaims.Held(held.Claim), held.Value)));
        return new(new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme, PortalClaims.Name, roleType: null));
    }
}

/// <summary>The claims of the console's own principals.</summary>
internal static class PortalClaims
{
    /// <summary>What the person is found again by.</summary>
    public const string Person = "person";

    /// <summary>The person's name.</summary>
    public const string Name = "name";

    /// <summary>The provider.</summary>
    public const string Issuer = "iss";

    /// <summary>The person at the provider.</summary>
    public const string Subject = "sub";

    /// <summary>The provider's session.</summary>
    public const string ProviderSession = "sid";

    /// <summary>The console's session; the session store adds it.</summary>
    public const string Session = "session";

    private const string HeldPrefix = "held:";

    /// <summary>The claim for values of a provider's claim.</summary>
    public static string Held(string claim) => HeldPrefix + claim;

    /// <summary>The provider's claim of such a claim, or null for another one.</summary>
    public static string? HeldClaim(string type) => type.StartsWith(HeldPrefix, StringComparison.Ordinal) ? type[HeldPrefix.Length..] : null;
}
