using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Security;
using AdminPortal.Security.Oidc;
using AdminPortal.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Shell;

public sealed class SignInPageTests : PortalTestContext
{
    private readonly Listener _listener = new();
    private readonly ConfigurationManager _configuration = new();

    public SignInPageTests()
    {
        Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();
        Services.AddSingleton<IServer>(_listener);
        Services.AddSingleton<IConfiguration>(_configuration);
        Services.AddSingleton<LocalSignIn>();
        Services.AddSingleton(new SignInAtProvider(null));
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.8.9.1:5080")]
    [InlineData("http://[::1]:5080")]
    public void SignIn_OnLoopback_OffersTheRoles(string address)
    {
        _listener.Addresses.Add(address);

        var page = Render<SignInPage>();

        Assert.Equal(["Continue as Viewer", "Continue as Operator", "Continue as Approver", "Continue as Administrator"], page.Texts("button"));
        Assert.Equal(["Viewer", "Operator", "Approver", "Administrator"], page.FindAll("button[name=role]").Select(button => button.GetAttribute("value")));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("https://console.example.com")]
    [InlineData("http://localhost.example.com:5080")]
    public void SignIn_OnAnAddressThatOthersReach_SaysWhichAndOffersNothing(string address)
    {
        _listener.Addresses.Add("http://localhost:5081");
        _listener.Addresses.Add(address);

        var page = Render<SignInPage>();

        Assert.StartsWith($"Sign-in is off. This console listens on {address}, which other machines can reach.", Assert.Single(page.Texts("[role=alert]")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form, button"));
    }

    [Fact]
    public void SignIn_WithAnApiElsewhere_SaysWhichAndOffersNothing()
    {
        _listener.Addresses.Add("http://localhost:5080");
        Settings = Configured("https://api.cloudflare.com/client/v4/");

        var page = Render<SignInPage>();

        Assert.Contains("configured for the API at api.cloudflare.com", Assert.Single(page.Texts("[role=alert]")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form, button"));
    }

    [Fact]
    public void SignIn_WithSsoConfigured_OffersNoRole()
    {
        _listener.Addresses.Add("http://localhost:5080");
        _configuration["Oidc:Authority"] = "https://login.example.com";

        var page = Render<SignInPage>();

        Assert.Contains("nobody takes a role by choosing it", Assert.Single(page.Texts("[role=alert]")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("button"));
    }

    [Fact]
    public void SignIn_WithAnApiOnThisMachine_OffersThemToo()
    {
        _listener.Addresses.Add("http://localhost:5080");
        Settings = Configured("http://127.0.0.1:8787/client/v4/");

        Assert.Equal(4, Render<SignInPage>().FindAll("button").Count);
    }

    [Fact]
    public void ReturnUrl_OfTheAddress_IsCarriedAsText()
    {
        _listener.Addresses.Add("http://localhost:5080");
        Services.GetRequiredService<NavigationManager>().NavigateTo("/signin?returnUrl=%2Faccounts%2Fa%3Fq%3D%22%3E");

        Assert.Equal("/accounts/a?q=\">", Render<SignInPage>().Find("input[name=returnUrl]").GetAttribute("value"));
    }

    private static CloudflareSettings Configured(string api) => CloudflareSettings.ForSandbox(new Uri(api), Wire.AccountId, "Example", "token");

    private sealed class Listener : IServer, IServerAddressesFeature
    {
        public Listener() => Features.Set<IServerAddressesFeature>(this);

        public ICollection<string> Addresses { get; } = [];

        public bool PreferHostingUrls { get; set; }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }

    private sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }
}
