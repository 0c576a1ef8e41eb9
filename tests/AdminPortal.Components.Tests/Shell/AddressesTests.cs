using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Shell;

namespace AdminPortal.Components.Tests.Shell;

public sealed class AddressesTests
{
    [Fact]
    public void Address_OfAResource_MirrorsTheApis() =>
        Assert.Equal("/accounts/0da4/magic/cf_interconnects/c4a7", Addresses.Resource("0da4", InterconnectKind.Instance, "c4a7"));

    [Fact]
    public void ApiPath_OfAResource_IsTheConsolesOwnAddress() =>
        Assert.Equal(Addresses.Resource("0da4", InterconnectKind.Instance, "c4a7"), Addresses.ApiPath("0da4", InterconnectKind.Instance, "c4a7"));

    [Theory]
    [InlineData("../../signout")]
    [InlineData("a/b?c#d")]
    [InlineData("//evil.example")]
    [InlineData("\" onclick=\"x")]
    [InlineData("%2e%2e")]
    public void Address_OfAHostileId_StaysOnePathPart(string id)
    {
        Uri address = new(new Uri("http://localhost"), Addresses.Resource(id, InterconnectKind.Instance, id));

        Assert.Equal("localhost", address.Host);
        Assert.Empty(address.Query);
        Assert.Empty(address.Fragment);
        Assert.Equal(5, address.AbsolutePath.Split('/').Length - 1);
        Assert.Equal(id, Uri.UnescapeDataString(address.AbsolutePath.Split('/')[^1]));
    }
}
