using AdminPortal.Changes;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Shell;

public sealed class MainLayoutTests : PortalTestContext
{
    public MainLayoutTests() => Services.AddSingleton<AntiforgeryStateProvider, NoAntiforgery>();

    [Fact]
    public void Badge_NothingConfigured_SaysSandbox() => Assert.Equal(["SANDBOX"], Show().Texts(".rz-badge"));

    [Fact]
    public void Badge_AnAccountConfigured_SaysLive()
    {
        Settings = CloudflareSettings.ForSandbox(new Uri("https://api.test/client/v4/"), Wire.AccountId, "Example", "token");

        Assert.Equal(["LIVE"], Show().Texts(".rz-badge"));
    }

    [Theory]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Administrator)]
    public void Header_OfAPerson_NamesThePersonAndTheAccount(Role role)
    {
        SignIn(role);

        var layout = Show();

        Assert.Equal([$"Local {role}"], layout.Texts(".person"));
        Assert.Equal(["Example"], layout.Texts(".account"));
    }

    [Fact]
    public void Navigation_OfAnAccount_LeadsToEveryKind() => Assert.Equal(
        ["/", .. AdminPortal.Shell.Kinds.Lists.Select(list => $"/accounts/{Wire.AccountId}/{list.Kind.Path}")],
        Show().FindAll("nav[aria-label=Main] a").Select(link => link.GetAttribute("href")));

    [Fact]
    public void Navigation_OfAnUnknownAccount_LeadsToTheOverviewOnly()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/accounts/feed/magic/apps");

        Assert.Equal(["/"], Show().FindAll("nav[aria-label=Main] a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Body_ThatFails_IsReplacedByWordsAndComesBackOnRequest()
    {
        var fails = true;
        var layout = Render<MainLayout>(parameters => parameters.Add(page => page.Body, builder =>
        {
            builder.OpenComponent<Fragile>(0);
            builder.AddAttribute(1, nameof(Fragile.Fails), () => fails);
            builder.CloseComponent();
        }));
        Assert.Contains("This page failed", layout.Texts("main h1"));
        fails = false;

        layout.Button("Show the page again").Click();

        Assert.Equal(["fine"], layout.Texts("main p"));
    }

    private IRenderedComponent<MainLayout> Show() => Render<MainLayout>(parameters => parameters.Add(layout => layout.Body, "<p>page</p>"));

    private sealed class NoAntiforgery : AntiforgeryStateProvider
    {
        public override AntiforgeryRequestToken? GetAntiforgeryToken() => null;
    }

    private sealed class Fragile : ComponentBase
    {
        [Parameter]
        public Func<bool> Fails { get; set; } = null!;

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) =>
            builder.AddMarkupContent(0, Fails() ? throw new InvalidOperationException("Broken.") : "<p>fine</p>");
    }
}
