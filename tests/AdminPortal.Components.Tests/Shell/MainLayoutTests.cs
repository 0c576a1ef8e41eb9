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
        ["/", .. AdminPortal.Shell.Kinds.Lists.Select(list => $"/accounts/{Wire.AccountId}/{list.Kind.Path}"), $"/accounts/{Wire.AccountId}/activity", "/drafts", "/status"],
        Show().FindAll("nav[aria-label=Main] a").Select(link => link.GetAttribute("href")));

    [Theory]
    [InlineData(Role.Approver, 0)]
    [InlineData(Role.Administrator, 1)]
    public void Navigation_ToTheConsoleItself_IsForAdministrators(Role role, int links)
    {
        SignIn(role);

        Assert.Equal(links, Show().FindAll("nav[aria-label=Main] a[href='/console']").Count);
    }

    [Theory]
    [InlineData("/console", Role.Approver, "Only an administrator may do this.")]
    [InlineData("/status", Role.None, "You have no role here.")]
    public void Body_ThatIsNotForThePerson_IsReplacedByWordsAndALinkToWhy(string address, Role role, string words)
    {
        SignIn(role);
        Go(address);

        var layout = Show();

        Assert.Contains(words, layout.Find("main .notice").Words(), StringComparison.Ordinal);
        Assert.Equal(["/access"], layout.FindAll("main a").Select(link => link.GetAttribute("href")));
        Assert.Equal("/access", layout.Find("a.person").GetAttribute("href"));
    }

    [Fact]
    public void Navigation_OfAnUnknownAccount_LeadsToWhatIsOfNoAccountOnly()
    {
        Go("/accounts/feed/magic/apps");

        Assert.Equal(["/", "/drafts", "/status"], Show().FindAll("nav[aria-label=Main] a").Select(link => link.GetAttribute("href")));
    }

    [Fact]
    public void Body_OfAnUnknownAccount_IsReplacedByThoseThatAreConfigured()
    {
        ConfigureTwoAccounts();
        Go("/accounts/feed/magic/apps/1?q=x");

        var layout = Show();

        Assert.Equal(["This console has no such account"], layout.Texts("main h1"));
        Assert.Contains("feed", layout.Find("main").Words(), StringComparison.Ordinal);
        Assert.Equal([$"/accounts/{Wire.AccountId}/magic/apps", $"/accounts/{Wire.SecondId}/magic/apps"], layout.FindAll("main a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain("page", layout.Texts("main > p"));
    }

    [Fact]
    public void Switcher_OfOneAccount_IsNotThere() => Assert.Empty(Show().FindAll("details.switcher"));

    [Theory]
    [InlineData("/status", "Example", "")]
    [InlineData($"/accounts/{Wire.SecondId}", "Lab", "")]
    [InlineData($"/accounts/{Wire.SecondId}/magic/apps", "Lab", "/magic/apps")]
    [InlineData($"/accounts/{Wire.SecondId}/activity/0191dce4-9ab4-7fce-b660-8e5dec5172da", "Lab", "/activity")]
    [InlineData($"/accounts/{Wire.SecondId}/magic/apps?q=x&page=2", "Lab", "/magic/apps")]
    [InlineData($"/accounts/{Wire.SecondId}/infrastructure/targets/1", "Lab", "/infrastructure/targets")]
    [InlineData($"/accounts/{Wire.SecondId}/secondary_dns/peers/new?from=1", "Lab", "/secondary_dns/peers")]
    [InlineData("/accounts/feed/magic/apps", "Choose an account", "/magic/apps")]
    public void Switcher_OfTwoAccounts_LeadsToTheSameKindsList(string address, string shown, string path)
    {
        ConfigureTwoAccounts();
        Go(address);

        var layout = Show();

        Assert.Equal([shown], layout.Texts("details.switcher summary .account"));
        var links = layout.FindAll("details.switcher a");
        Assert.Equal([$"/accounts/{Wire.AccountId}{path}", $"/accounts/{Wire.SecondId}{path}"], links.Select(link => link.GetAttribute("href")));
        Assert.Equal(shown == "Choose an account" ? [] : [shown], links.Where(link => link.GetAttribute("aria-current") == "true").Select(link => link.FirstChild!.TextContent.Trim()));
    }

    [Fact]
    public void Navigation_WithTwoAccounts_StaysInTheAccountThatWasShownLast()
    {
        ConfigureTwoAccounts();
        Go($"/accounts/{Wire.SecondId}/magic/apps");
        var layout = Show();

        Go("/status");

        layout.WaitForAssertion(() => Assert.Equal(["Lab"], layout.Texts("details.switcher summary .account")));
        Assert.Equal(
            [$"/accounts/{Wire.SecondId}", .. AdminPortal.Shell.Kinds.Lists.Select(list => $"/accounts/{Wire.SecondId}/{list.Kind.Path}"), $"/accounts/{Wire.SecondId}/activity", "/drafts", "/status"],
            layout.FindAll("nav[aria-label=Main] a").Select(link => link.GetAttribute("href")));
        Assert.Equal($"/accounts/{Wire.SecondId}", layout.Find("a.brand").GetAttribute("href"));
    }

    [Fact]
    public void Body_AfterASwitch_IsAnotherPage()
    {
        ConfigureTwoAccounts();
        Go($"/accounts/{Wire.AccountId}/magic/apps");
        var made = 0;
        var layout = Render<MainLayout>(Page);

        Move($"/accounts/{Wire.AccountId}/secondary_dns/peers");
        layout.WaitForAssertion(() => Assert.EndsWith("/secondary_dns/peers", layout.FindAll("details.switcher a")[1].GetAttribute("href"), StringComparison.Ordinal));
        Assert.Equal(1, made);

        Move($"/accounts/{Wire.SecondId}/magic/apps");
        layout.WaitForAssertion(() => Assert.Equal(2, made));

        void Page(ComponentParameterCollectionBuilder<MainLayout> parameters) => parameters.Add(page => page.Body, builder =>
        {
            builder.OpenComponent<Counted>(0);
            builder.AddAttribute(1, nameof(Counted.Made), (Action)(() => made++));
            builder.CloseComponent();
        });

        // As the router does.
        void Move(string address)
        {
            Go(address);
            layout.Render(Page);
        }
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

    private void Go(string address) => Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    private sealed class Counted : ComponentBase
    {
        [Parameter]
        public Action Made { get; set; } = null!;

        protected override void OnInitialized() => Made();
    }

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
