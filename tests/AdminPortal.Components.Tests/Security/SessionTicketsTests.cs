using AdminPortal.Changes.Access;
using AdminPortal.Changes.Sessions;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Security;
using AdminPortal.Security.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Components.Tests.Security;

/// <summary>What a cookie's key stands for.</summary>
public sealed class SessionTicketsTests : JournalTestContext
{
    private readonly EphemeralDataProtectionProvider _protection = new();

    [Theory]
    [InlineData(null, false, true)]
    [InlineData(null, true, false)]
    [InlineData("https://login.test", true, true)]
    public async Task Session_OfLocalSignIn_IsNoneWhereThereIsSingleSignOn(string? issuer, bool isSso, bool isThere)
    {
        var key = await Tickets(isSso: false).StoreAsync(Ticket(issuer));

        var ticket = await Tickets(isSso).RetrieveAsync(key);

        Assert.Equal(isThere, ticket is not null);
    }

    [Fact]
    public async Task Ticket_IsReadBackWithItsSessionAndTheRoleOfNow()
    {
        var key = await Tickets(isSso: true).StoreAsync(Ticket("https://login.test"));

        var actor = (await Tickets(isSso: true).RetrieveAsync(key))!.Principal.ToActor();

        Assert.Equal(("Sam Sample", "https://login.test|sam", AdminPortal.Changes.Role.Operator), (actor.Name, actor.Id, actor.Role));
        Assert.True((await Services.GetRequiredService<ISessions>().StateAsync(actor.Session!, Ending)).IsLive);
        await Tickets(isSso: true).RemoveAsync(key);
        Assert.Null(await Tickets(isSso: true).RetrieveAsync(key));
        Assert.Equal(new(SessionEnd.SignedOut), await Services.GetRequiredService<ISessions>().StateAsync(actor.Session!, Ending));
    }

    [Fact]
    public async Task Ticket_WhoseEncryptionKeyIsGone_IsNone()
    {
        var key = await Tickets(isSso: true).StoreAsync(Ticket("https://login.test"));

        Assert.Null(await Tickets(isSso: true, new EphemeralDataProtectionProvider()).RetrieveAsync(key));
    }

    private static AuthenticationTicket Ticket(string? issuer) =>
        new(new SignedInPerson(issuer, "sam", "Sam Sample", [new(HeldValue.Roles, "Operator")]).ToPrincipal(), CookieAuthenticationDefaults.AuthenticationScheme);

    private SessionTickets Tickets(bool isSso, IDataProtectionProvider? protection = null) => new(
        Services.GetRequiredService<ISessions>(),
        Services.GetRequiredService<AccessPolicy>(),
        protection ?? _protection,
        new HttpContextAccessor(),
        new ConfigurationBuilder().AddInMemoryCollection(isSso ? [new("Oidc:Authority", "https://login.test"), new("Oidc:ClientId", "console")] : []).Build(),
        NullLogger<SessionTickets>.Instance);
}
