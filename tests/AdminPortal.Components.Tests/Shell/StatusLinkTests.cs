using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Shell;

/// <summary>The mark at the way to the status page.</summary>
public sealed class StatusLinkTests : PortalTestContext
{
    public StatusLinkTests()
    {
        foreach (var call in (string[])["infrastructure/targets?page=1&per_page=1", "magic/apps", "secondary_dns/peers", "magic/cf_interconnects", "accounts?page=1&per_page=50"])
        {
            Wire.On($"GET {call}", """{"success":true,"result":null}""");
        }
    }

    [Theory]
    [InlineData(200, """{"success":true,"result":{"status":"active"}}""", false)]
    [InlineData(200, """{"success":true,"result":{"status":"active","expires_on":"2026-06-01T00:00:00Z"}}""", false)]
    [InlineData(200, """{"success":true,"result":{"status":"active","expires_on":"2026-03-20T00:00:00Z"}}""", true)]
    [InlineData(200, """{"success":true,"result":{"status":"disabled"}}""", true)]
    [InlineData(401, """{"success":false,"errors":[{"code":1000,"message":"no"}],"result":null}""", true)]
    [InlineData(500, "", false)]
    public async Task Mark_AfterACheck_IsThereWhereATokenNeedsAttention(int status, string body, bool marked)
    {
        Wire.On("GET user/tokens/verify", body, status);
        var link = Render<StatusLink>();
        Assert.Empty(link.FindAll(".reason"));

        await Services.GetRequiredService<CredentialChecks>().CheckAsync("Test", CallPriority.Interactive, Xunit.TestContext.Current.CancellationToken);
        await link.InvokeAsync(() => { });

        Assert.Equal(marked ? ["Attention"] : [], link.Texts(".reason"));
        Assert.Equal(marked ? "A token needs attention." : "", link.DescriptionOf(link.Find("a")));
    }
}
