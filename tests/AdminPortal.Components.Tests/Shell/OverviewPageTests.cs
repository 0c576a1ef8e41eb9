using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Shell;

public sealed class OverviewPageTests : PortalTestContext
{
    private const string Targets = "infrastructure/targets?page=1&per_page=1";

    [Fact]
    public void Overview_OfTheOnlyAccount_CountsEachKindWithOneCall()
    {
        Answer("");

        var overview = Render<OverviewPage>();

        overview.WaitForAssertion(() => Assert.Equal(["240", "1", "0", "0"], overview.Texts(".count")));
        Assert.Equal(4, Wire.Sent.Count);
        Assert.Empty(overview.FindAll(".refused"));
    }

    [Fact]
    public void Overview_WithoutAnAccountWhereThereAreTwo_GoesToTheFirstOnesAddressAndCallsNothing()
    {
        ConfigureTwoAccounts();

        Render<OverviewPage>();

        Assert.EndsWith($"/accounts/{Wire.AccountId}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Empty(Wire.Sent);
    }

    [Fact]
    public void Overview_OfTheSecondAccount_CountsThere()
    {
        ConfigureTwoAccounts();
        Answer($"accounts/{Wire.SecondId}/");

        var overview = Render<OverviewPage>(parameters => parameters.Add(page => page.AccountId, Wire.SecondId));

        overview.WaitForAssertion(() => Assert.Equal(["240", "1", "0", "0"], overview.Texts(".count")));
        Assert.All(overview.FindAll(".card > a"), link => Assert.StartsWith($"/accounts/{Wire.SecondId}/", link.GetAttribute("href"), StringComparison.Ordinal));
        Assert.Contains("Lab", overview.Find(".lead").Words(), StringComparison.Ordinal);
    }

    [Fact]
    public void Card_OfAKindThatIsRefused_IsGreyedWithTheReasonAndStillLeadsThere()
    {
        Answer("");
        Wire.On("GET secondary_dns/peers", """{"success":false,"errors":[{"code":10000,"message":"no"}],"result":null}""", 403);

        var overview = Render<OverviewPage>();

        overview.WaitForAssertion(() => Assert.Single(overview.FindAll(".card.refused")));
        var link = overview.Find(".card.refused > a");
        Assert.Equal($"/accounts/{Wire.AccountId}/secondary_dns/peers", link.GetAttribute("href"));
        Assert.Equal("The console's credential may not read peers here: it needs Account Settings Read or Account Settings Write.", overview.DescriptionOf(link));
    }

    [Fact]
    public void Card_WhoseCountFailsOtherwise_IsNotGreyed()
    {
        Answer("");
        Wire.On("GET secondary_dns/peers", "<html>", 500);

        var overview = Render<OverviewPage>();

        overview.WaitForAssertion(() => Assert.Equal(["The API failed"], overview.Texts(".message-error")));
        Assert.Empty(overview.FindAll(".refused"));
    }

    private void Answer(string below) => Wire
        .On($"GET {below}{Targets}", """{"success":true,"result":[],"result_info":{"total_count":240}}""")
        .On($"GET {below}magic/apps", """{"success":true,"result":[{"account_app_id":"1","name":"a"}]}""")
        .On($"GET {below}secondary_dns/peers", """{"success":true,"result":[]}""")
        .On($"GET {below}magic/cf_interconnects", """{"success":true,"result":{"interconnects":[]}}""");
}
