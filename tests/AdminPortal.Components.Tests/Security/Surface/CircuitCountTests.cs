using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using AdminPortal.Security.Surface;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Security.Surface;

public sealed partial class CircuitCountTests
{
    private readonly OpenCircuits _circuits = new(new(CircuitsPerPerson: 2, SignInAttemptsPerMinute: 30));

    [Fact]
    public async Task Circuit_MoreThanAllowed_IsNotOpened()
    {
        await NewCircuit("ada").OnCircuitOpenedAsync(null!, default);
        await NewCircuit("ada").OnCircuitOpenedAsync(null!, default);

        await Assert.ThrowsAsync<InvalidOperationException>(() => NewCircuit("ada").OnCircuitOpenedAsync(null!, default));
        await NewCircuit("grace").OnCircuitOpenedAsync(null!, default);
    }

    [Fact]
    public async Task Circuit_ThatWasRefused_TakesNoPlaceWithIt()
    {
        var first = NewCircuit("ada");
        await first.OnCircuitOpenedAsync(null!, default);
        await NewCircuit("ada").OnCircuitOpenedAsync(null!, default);
        var refused = NewCircuit("ada");
        await Assert.ThrowsAsync<InvalidOperationException>(() => refused.OnCircuitOpenedAsync(null!, default));
        await refused.OnConnectionUpAsync(null!, default);
        await refused.OnCircuitClosedAsync(null!, default);
        Assert.True(_circuits.IsFull("ada"));

        await first.OnConnectionDownAsync(null!, default);
        await first.OnCircuitClosedAsync(null!, default);
        Assert.False(_circuits.IsFull("ada"));
        await NewCircuit("ada").OnCircuitOpenedAsync(null!, default);
        Assert.True(_circuits.IsFull("ada"));
    }

    /// <summary>A lost connection that comes back is no new page.</summary>
    [Fact]
    public async Task Circuit_ConnectedAgain_IsCountedAgain()
    {
        var circuit = NewCircuit("ada");
        await circuit.OnCircuitOpenedAsync(null!, default);
        await circuit.OnConnectionUpAsync(null!, default);
        await NewCircuit("ada").OnCircuitOpenedAsync(null!, default);
        await circuit.OnConnectionDownAsync(null!, default);
        Assert.False(_circuits.IsFull("ada"));

        await circuit.OnConnectionUpAsync(null!, default);

        Assert.True(_circuits.IsFull("ada"));
    }

    [Fact]
    public async Task Page_WithAllCircuitsTaken_SaysSoInsteadOfWaiting()
    {
        await using var portal = RunningPortal.Start(("Limits:CircuitsPerPerson", "2"));
        using var client = portal.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", RunningPortal.Sent(await portal.SignInAsync("Viewer")));
        var open = portal.Services.GetRequiredService<OpenCircuits>();
        open.Enter("Local Viewer");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await AskAsync(client));
        open.Enter("Local Viewer");

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), await AskAsync(client));
        Assert.Contains("as one person may have: 2.", await (await client.GetAsync("/")).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        open.Leave("Local Viewer");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), await AskAsync(client));
    }

    /// <summary>What needs no circuit is no page too many: the way out, and what the refusal's own page is made of. Without a named icon, a browser asks for one that there is not.</summary>
    [Fact]
    public async Task Answer_WithoutACircuit_IsGivenAllTheSame()
    {
        await using var portal = RunningPortal.Start(("Limits:CircuitsPerPerson", "1"));
        using var client = portal.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", RunningPortal.Sent(await portal.SignInAsync("Viewer")));
        portal.Services.GetRequiredService<OpenCircuits>().Enter("Local Viewer");

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/signin")).StatusCode);
        using var refused = await client.GetAsync("/status");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        var links = Links().Matches(await refused.Content.ReadAsStringAsync());
        Assert.Equal(["icon", "stylesheet"], links.Select(link => link.Groups["rel"].Value));
        foreach (Match link in links)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(link.Groups["href"].Value)).StatusCode);
        }
    }

    [GeneratedRegex("<link rel=\"(?<rel>[a-z]+)\"[^>]* href=\"(?<href>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    private static async Task<(HttpStatusCode Page, HttpStatusCode Circuit)> AskAsync(HttpClient client)
    {
        using var page = await client.GetAsync("/");
        using var circuit = await client.PostAsync("/_blazor/negotiate?negotiateVersion=1", content: null);
        return (page.StatusCode, circuit.StatusCode);
    }

    private CircuitCount NewCircuit(string person) => new(_circuits, new SignedIn(person));

    private sealed class SignedIn(string person) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() =>
            Task.FromResult<AuthenticationState>(new(new(new ClaimsIdentity([new(ClaimTypes.Name, person)], "test"))));
    }
}
