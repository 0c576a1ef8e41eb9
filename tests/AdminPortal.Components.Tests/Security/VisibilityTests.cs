using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Components.Tests.Security;

/// <summary>What somebody gets to see: asked before a page is made.</summary>
public sealed class VisibilityTests : PortalTestContext
{
    private const string Some = $"accounts/{Wire.AccountId}";
    private const string Others = $"accounts/{Wire.SecondId}";
    private const string Change = "0191dce4-9ab4-7fce-b660-8e5dec5172da";

    public VisibilityTests()
    {
        ConfigureTwoAccounts();
        Services.AddSingleton(AccessPolicy.From(
            new ConfigurationBuilder().AddInMemoryCollection(
            [
                .. Grant(0, "all", Role.Viewer), .. Grant(1, "admin", Role.Administrator),
                .. Grant(2, "targets", Role.Operator), new($"{AccessPolicy.Section}:2:Kinds:0", "Target"), new($"{AccessPolicy.Section}:2:Accounts:0", Wire.AccountId),
                .. Grant(3, "account-admin", Role.Administrator), new($"{AccessPolicy.Section}:3:Accounts:0", Wire.AccountId),
            ]).Build(),
            NullLogger<AccessPolicy>.Instance));
    }

    private Visibility Visible => Services.GetRequiredService<Visibility>();

    [Theory]
    [InlineData("nothing", "", false)]
    [InlineData("nothing", "status", false)]
    [InlineData("nothing", "drafts", false)]
    [InlineData("nothing", Some, false)]
    [InlineData("nothing", $"{Some}/activity/{Change}", false)]
    [InlineData("nothing", "access", true)]
    [InlineData("nothing", "access?person=x", true)]
    [InlineData("nothing", "access/..", false)]
    [InlineData("all", $"{Others}/magic/apps", true)]
    [InlineData("all", $"{Some}/activity", true)]
    [InlineData("all", "console", false)]
    [InlineData("all", "console/people", false)]
    [InlineData("admin", "console/journal?before=3", true)]
    [InlineData("account-admin", "console", false)]
    [InlineData("account-admin", $"{Some}/activity", true)]
    [InlineData("account-admin", $"{Others}/activity", false)]
    [InlineData("targets", "", true)]
    [InlineData("targets", Some, true)]
    [InlineData("targets", Others, false)]
    [InlineData("targets", $"{Some}/infrastructure/targets", true)]
    [InlineData("targets", $"{Some}/INFRASTRUCTURE/targets/1/history", true)]
    [InlineData("targets", $"{Some}/magic/apps", false)]
    [InlineData("targets", $"{Some}/magic%2Fapps/1", false)]
    [InlineData("targets", $"{Others}/infrastructure/targets", false)]
    [InlineData("targets", $"{Some}/activity", false)]
    [InlineData("targets", $"{Some}/activity?kind=Target", false)]
    [InlineData("targets", $"{Some}/activity/{Change}", true)]
    [InlineData("targets", $"{Some}/activity/{Change}/more", false)]
    public void Page_IsShownToThoseOnlyWhoMaySeeIt(string value, string address, bool isShown)
    {
        var refusal = Visible.RefusalOf(Person(value), address);

        Assert.Equal(isShown, refusal is null);
        Assert.NotEqual("", refusal);
    }

    [Fact]
    public void AccountsAndKinds_AreThoseThatThePersonMaySee()
    {
        Assert.Equal([Wire.AccountId], Visible.AccountsOf(Person("targets")).Select(account => account.AccountId));
        Assert.Equal(["Target"], Visible.KindsOf(Person("targets"), Wire.AccountId).Select(kind => kind.Name));
        Assert.Equal(Services.GetRequiredService<ICloudflareAccounts>().All, Visible.AccountsOf(Person("all")));
        Assert.Empty(Visible.AccountsOf(Person("nothing")));
    }

    private static Actor Person(string value) => new("Sam Sample", Role.Administrator) { Holds = [new(HeldValue.Roles, value)] };

    private static IEnumerable<KeyValuePair<string, string?>> Grant(int number, string value, Role role) =>
        [new($"{AccessPolicy.Section}:{number}:Value", value), new($"{AccessPolicy.Section}:{number}:Role", role.ToString())];
}
