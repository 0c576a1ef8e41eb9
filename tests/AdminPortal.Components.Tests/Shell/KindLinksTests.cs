using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Shell;

/// <summary>The kinds in the navigation, and what turns them grey.</summary>
public sealed class KindLinksTests : PortalTestContext
{
    private const string Peers = "GET secondary_dns/peers";
    private const string Ok = """{"success":true,"result":[]}""";

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    private AccountClient Account => Services.GetRequiredService<ICloudflareAccounts>().All[0];

    [Fact]
    public void Kind_OfWhichNothingIsKnown_IsNotGreyed() => Assert.Empty(Show().FindAll(".refused"));

    [Theory]
    [InlineData(403, 10000, "No permission", "The console's credential may not read peers here: it needs Account Settings Read or Account Settings Write.")]
    [InlineData(401, 10001, "No permission", "The console's credential may not read peers here: it needs Account Settings Read or Account Settings Write.")]
    [InlineData(400, 6003, "Refused", "The API refuses to list peers: no.")]
    public async Task Kind_ThatIsRefused_IsGreyedWithTheReasonAndStaysReachable(int status, int code, string word, string reason)
    {
        var links = Show();

        await ReadPeersAsync(status, code);

        links.WaitForAssertion(() => Assert.Equal(["Peers", word], links.Texts("a.refused > span")));
        var link = links.Find("a.refused");
        Assert.Equal(reason, links.DescriptionOf(link));
        Assert.Equal($"/accounts/{Wire.AccountId}/secondary_dns/peers", link.GetAttribute("href"));
        Assert.False(link.HasAttribute("aria-disabled"));
    }

    [Theory]
    [InlineData(1025)]
    [InlineData(1012)]
    [InlineData(1101)]
    public async Task Kind_OutsideTheSubscription_SaysThatInsteadOfAPermission(int code)
    {
        Wire.On("GET magic/apps", No(code), 403);
        var links = Show();

        await Account.Apps.ListAsync(Wire.AccountId, Cancel);

        links.WaitForAssertion(() => Assert.Equal(["Apps", "Not subscribed"], links.Texts("a.refused > span")));
        Assert.Equal("Apps are not part of this account's subscription.", links.DescriptionOf(links.Find("a.refused")));
    }

    [Fact]
    public async Task Kind_ThatWorksAgain_ComesBackByItself()
    {
        await ReadPeersAsync(403, 10000);
        var links = Show();
        Assert.Single(links.FindAll("a.refused"));

        Wire.On(Peers, Ok);
        await Account.Peers.ListAsync(Wire.AccountId, Cancel);

        links.WaitForAssertion(() => Assert.Empty(links.FindAll(".refused, .reason, [aria-describedby]")));
    }

    [Fact]
    public async Task Calls_ThatGreyNothing_RenderNothing()
    {
        var links = Show();
        var renders = links.RenderCount;

        Wire.On(Peers, Ok);
        await Account.Peers.ListAsync(Wire.AccountId, Cancel);
        await links.InvokeAsync(() => { });

        Assert.Equal(renders, links.RenderCount);
    }

    private static string No(int code) => $$"""{"success":false,"errors":[{"code":{{code}},"message":"no."}],"result":null}""";

    private async Task ReadPeersAsync(int status, int code)
    {
        Wire.On(Peers, No(code), status);
        await Account.Peers.ListAsync(Wire.AccountId, Cancel);
    }

    private IRenderedComponent<KindLinks> Show() => Render<KindLinks>(parameters => parameters.Add(links => links.Account, Account).Add(links => links.Shown, [.. Kinds.Lists.Select(list => list.Kind)]));
}
