using System.Security.Claims;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Security.Sessions;

namespace AdminPortal.Security;

/// <summary>The person behind a principal.</summary>
internal static class PortalActor
{
    private const string Nobody = "Nobody";

    /// <summary>Who acts. A principal without a session can do nothing: its session is one that never began.</summary>
    public static Actor ToActor(this ClaimsPrincipal principal)
    {
        var name = principal.Identity?.Name is { Length: > 0 } given ? given : Nobody;
        return new(name, Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role) && Enum.IsDefined(role) ? role : Role.None)
        {
            Id = principal.FindFirstValue(PortalClaims.Person) ?? name,
            Session = principal.FindFirstValue(PortalClaims.Session) ?? "",
            Holds = principal.Holds(),
        };
    }

    /// <summary>The values that roles are granted for.</summary>
    public static IReadOnlyList<HeldValue> Holds(this ClaimsPrincipal principal) =>
        [.. principal.Claims.Select(claim => PortalClaims.HeldClaim(claim.Type) is { } held ? new HeldValue(held, claim.Value) : null).OfType<HeldValue>()];
}
