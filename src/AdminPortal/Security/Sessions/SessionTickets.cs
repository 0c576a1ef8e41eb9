using System.Security.Claims;
using System.Security.Cryptography;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;

namespace AdminPortal.Security.Sessions;

/// <summary>Keeps who has signed in on the server: the cookie holds a key, the store an encrypted ticket under the key's hash.</summary>
internal sealed class SessionTickets(ISessions sessions, AccessPolicy policy, IDataProtectionProvider protection, IHttpContextAccessor request, IConfiguration configuration, ILogger<SessionTickets> log) : ITicketStore
{
    private readonly IDataProtector _protector = protection.CreateProtector("AdminPortal.Sessions");

    /// <inheritdoc/>
    public Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var person = ticket.Principal;
        return sessions.BeginAsync(
            new()
            {
                Person = Required(person, PortalClaims.Person),
                Name = Required(person, PortalClaims.Name),
                Issuer = person.FindFirstValue(PortalClaims.Issuer),
                Subject = person.FindFirstValue(PortalClaims.Subject),
                ProviderSession = person.FindFirstValue(PortalClaims.ProviderSession),
                Holds = person.Holds(),
                From = request.HttpContext?.Connection.RemoteIpAddress?.ToString(),
                Ticket = Protect(ticket),
            },
            CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => sessions.KeepAsync(key, Protect(ticket), CancellationToken.None);

    /// <inheritdoc/>
    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (await sessions.OpenAsync(key, CancellationToken.None) is not { } open || Read(open) is not { } ticket)
        {
            return null;
        }

        if (ticket.Principal.FindFirstValue(PortalClaims.Issuer) is null && SignInSettings.IsSsoConfigured(configuration))
        {
            // Begun on a sandbox with the same store, where everybody takes the role they want.
            log.LogWarning("Session {Session} was begun by local sign-in, which is off here.", open.Id);
            return null;
        }

        ((ClaimsIdentity)ticket.Principal.Identity!).AddClaims(
        [
            new(PortalClaims.Session, open.Id),
            new(ClaimTypes.Role, policy.HighestOf(ticket.Principal.Holds()).ToString()),
        ]);
        return ticket;
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(string key)
    {
        if (await sessions.OpenAsync(key, CancellationToken.None) is { } open)
        {
            await sessions.EndAsync(open.Id, SessionEnd.SignedOut, by: null, CancellationToken.None);
        }
    }

    private static string Required(ClaimsPrincipal person, string claim) =>
        person.FindFirstValue(claim) ?? throw new ArgumentException($"Who signs in has the claim {claim}.", nameof(person));

    private byte[] Protect(AuthenticationTicket ticket) => _protector.Protect(TicketSerializer.Default.Serialize(ticket));

    private AuthenticationTicket? Read(OpenSession open)
    {
        try
        {
            return TicketSerializer.Default.Deserialize(_protector.Unprotect(open.Ticket));
        }
        catch (CryptographicException problem)
        {
            // The key that encrypted it is gone: nobody is signed in with it any more.
            log.LogWarning("Session {Session} cannot be read, so it is over: {Problem}", open.Id, problem.Message);
            return null;
        }
    }
}
