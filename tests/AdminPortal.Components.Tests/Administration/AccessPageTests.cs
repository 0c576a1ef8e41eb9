using AdminPortal.Administration;
using AdminPortal.Changes.Access;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Security.Sessions;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Components.Tests.Administration;

/// <summary>What may I do, and why.</summary>
public sealed class AccessPageTests : PortalTestContext
{
    private const string Sam = "https://login.test|sam";

    private static readonly DateTimeOffset Moment = new(2026, 3, 4, 5, 0, 0, TimeSpan.Zero);

    private readonly BunitAuthorizationContext _provider;

    public AccessPageTests()
    {
        _provider = this.AddAuthorization();
        Services.AddSingleton(AccessPolicy.From(
            new ConfigurationBuilder().AddInMemoryCollection(
            [
                new($"{AccessPolicy.Section}:0:Claim", "groups"), new($"{AccessPolicy.Section}:0:Value", "net-ops"), new($"{AccessPolicy.Section}:0:Role", "Operator"),
                new($"{AccessPolicy.Section}:0:Kinds:0", "Target"), new($"{AccessPolicy.Section}:0:Accounts:0", Wire.AccountId),
                new($"{AccessPolicy.Section}:1:Value", "Readers"), new($"{AccessPolicy.Section}:1:Role", "Viewer"),
                new($"{AccessPolicy.Section}:2:Value", "Admins"), new($"{AccessPolicy.Section}:2:Role", "Administrator"),
                new($"{AccessPolicy.Section}:3:Value", "Admins"), new($"{AccessPolicy.Section}:3:Role", "Administrator"), new($"{AccessPolicy.Section}:3:Kinds:0", "Peer"),
                new($"{AccessPolicy.Section}:4:Value", "PeerAdmins"), new($"{AccessPolicy.Section}:4:Role", "Administrator"), new($"{AccessPolicy.Section}:4:Kinds:0", "Peer"),
            ]).Build(),
            NullLogger<AccessPolicy>.Instance));
    }

    [Fact]
    public void Page_OfOneself_TellsWhoOneIsAndWhichGrantGivesEachRole()
    {
        SignInAs("Sam Sample", Sam, ("groups", "net-ops"), ("roles", "Readers"));
        Sessions.Live.Add(new("own", Sam, "Sam Sample", null, Moment, Moment, Moment.AddHours(8)));

        var page = Show();

        Assert.Equal("What may I do, and why?", page.Find("h1").Words());
        Assert.Equal(["Sam Sample", Sam, "https://login.test", "2026-03-04 05:00 UTC", "2026-03-04 13:00 UTC"], page.FindAll(".aside")[0].QuerySelectorAll("dd").Select(fact => fact.Words()));
        Assert.Equal(
            [
                "Example Targets Operator groups = net-ops → Operator, for Target, in Example",
                "Example Apps Viewer roles = Readers → Viewer, for everything",
                "Example Peers Viewer roles = Readers → Viewer, for everything",
                "Example Interconnects Viewer roles = Readers → Viewer, for everything",
                "Example Activity of every kind Viewer roles = Readers → Viewer, for everything",
                "The console itself Viewer roles = Readers → Viewer, for everything",
            ],
            page.Texts(".roles-table tbody tr"));
        Assert.Empty(page.FindAll("select"));
    }

    [Fact]
    public void Page_OfSomebodyWithoutARole_SaysWhatToAskForWithTheValuesToCopy()
    {
        SignInAs("Sam Sample", Sam, ("groups", "5b1c\"x"));

        var page = Show();

        Assert.Contains("Ask an administrator for a role", page.Find(".alert-warning").Words(), StringComparison.Ordinal);
        Assert.Equal(["5b1c\"x", """{"Claim":"groups","Value":"5b1c\"x","Role":"Viewer"}"""], page.FindAll("[data-copy]").Skip(1).Select(copy => copy.GetAttribute("data-copy")));
        Assert.All(page.FindAll(".roles-table tbody tr"), row => Assert.Contains("None No grant names", row.Words(), StringComparison.Ordinal));
    }

    [Fact]
    public void Page_OfSomebodyWhoseSignInGaveNothing_SaysSo()
    {
        SignInAs("Sam Sample", Sam);

        var page = Show();

        Assert.Contains("gave neither a role nor a group", page.Find(".alert-warning").Words(), StringComparison.Ordinal);
        Assert.Single(page.FindAll("[data-copy]"));
    }

    [Fact]
    public void Page_ForAnAdministrator_ShowsAnybodyByThePresentGrants()
    {
        SignInAs("Anna Admin", "https://login.test|anna", ("roles", "Admins"));
        People.All.Add(new(Sam, "Sam Sample", "https://login.test", [new("groups", "net-ops")], Moment, Moment.AddDays(1)));

        var page = Show(Sam);

        Assert.Equal("What may this person do, and why?", page.Find("h1").Words());
        Assert.Contains("Example Targets Operator groups = net-ops → Operator, for Target, in Example", page.Texts(".roles-table tbody tr"));
        Assert.Contains("2026-03-05 05:00 UTC", page.Texts("dd"));
        page.Find("select").Change("");
        Assert.Equal("http://localhost/access", Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public void Page_OfSomebodyUnknown_SaysSo()
    {
        SignInAs("Anna Admin", "https://login.test|anna", ("roles", "Admins"));

        Assert.Equal(["Nobody has signed in as this person"], Show("nobody").Texts(".empty h2"));
    }

    [Theory]
    [InlineData("Readers")]
    [InlineData("PeerAdmins")]
    public void Page_OfSomebodyElse_IsForAdministratorsOfTheWholeConsole(string role)
    {
        SignInAs("Eve", "https://login.test|eve", ("roles", role));
        People.All.Add(new(Sam, "Sam Sample", "https://login.test", [new("groups", "net-ops")], Moment, Moment));

        var page = Show(Sam);

        Assert.Contains("Only an administrator may do this.", page.Find(".alert-error").Words(), StringComparison.Ordinal);
        Assert.DoesNotContain("net-ops", page.Markup, StringComparison.Ordinal);
        Assert.Equal("Wanted to see who has ever signed in. Only an administrator may do this.", Assert.Single(ConsoleJournal.Noted).Note);
    }

    private void SignInAs(string name, string id, params (string Claim, string Value)[] holds)
    {
        SignedInPerson person = new("https://login.test", id.Split('|')[1], name, [.. holds.Select(held => new HeldValue(held.Claim, held.Value))]);
        _provider.SetAuthorized(name).SetClaims([.. person.ToPrincipal().Claims.Append(new(PortalClaims.Session, "own"))]);
    }

    private IRenderedComponent<AccessPage> Show(string? person = null)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(person is null ? "/access" : $"/access?person={Uri.EscapeDataString(person)}");
        return Render<AccessPage>();
    }
}
