using System.Net;
using AdminPortal.Components.Tests.Security.Surface;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Security;

/// <summary>Finding out who asks costs a look into the store.</summary>
public sealed class PageCookiesTests
{
    [Theory]
    [InlineData("/js/portal.js", 0)]
    [InlineData("/_content/Radzen.Blazor/css/standard-base.css", 0)]
    [InlineData("/", 1)]
    public async Task Session_IsAskedForPagesAlone(string path, int looks)
    {
        CountedTickets tickets = new();
        await using var portal = RunningPortal.StartWith(services => services.AddSingleton<ITicketStore>(provider => tickets));
        var session = RunningPortal.Sent(await portal.SignInAsync("Viewer"));

        using var answer = await portal.GetAsync(path, ("Cookie", session));

        Assert.Equal((HttpStatusCode.OK, looks), (answer.StatusCode, tickets.Looks));
    }

    /// <summary>Tickets in memory.</summary>
    private sealed class CountedTickets : ITicketStore
    {
        private AuthenticationTicket? _ticket;

        public int Looks { get; private set; }

        public Task<string> StoreAsync(AuthenticationTicket ticket)
        {
            _ticket = ticket;
            return Task.FromResult("key");
        }

        public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

        public Task<AuthenticationTicket?> RetrieveAsync(string key)
        {
            Looks++;
            return Task.FromResult(_ticket);
        }

        public Task RemoveAsync(string key) => Task.CompletedTask;
    }
}
