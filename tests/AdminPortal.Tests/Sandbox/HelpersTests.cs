using AdminPortal.Sandbox;

namespace AdminPortal.Tests.Sandbox;

public sealed class HelpersTests(SandboxHost sandbox) : IClassFixture<SandboxHost>
{
    [Theory]
    [InlineData("", "default partner-exchange lab legacy-dmz")]
    [InlineData("is_deleted=false", "default partner-exchange lab")]
    [InlineData("is_deleted=true", "legacy-dmz")]
    [InlineData("is_default_network=true", "default")]
    [InlineData("is_default=false&is_deleted=false", "partner-exchange lab")]
    [InlineData("name=lab", "lab")]
    [InlineData("name=la", "")]
    [InlineData("id=c77b744e-acc8-428f-9257-6878c046ed55", "default")]
    public async Task VirtualNetworks_Filter_FindsWhatItSays(string query, string names)
    {
        var answer = (await sandbox.GetAsync($"teamnet/virtual_networks?{query}")).Expect(200);

        Assert.Equal(names, string.Join(' ', answer.Items.Select(network => network.GetProperty("name").GetString())));
    }

    [Theory]
    [InlineData("id=x", "id")]
    [InlineData("is_deleted=maybe", "is_deleted")]
    public async Task VirtualNetworks_InvalidParameter_400NamesIt(string query, string parameter)
        => Assert.Contains($"'{parameter}'", (await sandbox.GetAsync($"teamnet/virtual_networks?{query}")).Expect(400).Messages.Single(), StringComparison.Ordinal);

    [Fact]
    public async Task Tsigs_List_HasSecretsInClear()
    {
        var tsigs = (await sandbox.GetAsync("secondary_dns/tsigs")).Expect(200).Items;

        Assert.Equal(3, tsigs.Count);
        Assert.Equal(SandboxHost.SampleTsig, tsigs[0].GetProperty("id").GetString());
        Assert.All(tsigs, tsig => Assert.All(["name", "algo", "secret"], member => Assert.NotEmpty(tsig.GetProperty(member).GetString()!)));
    }

    [Theory]
    [InlineData("/user/tokens/verify")]
    [InlineData("tokens/verify")]
    public async Task TokenVerify_Token_IsActive(string path)
    {
        var answer = (await sandbox.GetAsync(path)).Expect(200);

        Assert.Equal("active", answer["status"]);
        Assert.Matches("^[0-9a-f]{32}$", answer["id"]);
    }

    [Fact]
    public async Task Accounts_Default_IsTheOneOfTheDocuments()
    {
        var account = Assert.Single((await sandbox.GetAsync("/accounts")).Expect(200).Items);

        Assert.Equal((SandboxHost.AccountId, "Example Network"), (account.GetProperty("id").GetString(), account.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Accounts_Many_ArePagedFilteredAndKeptApart()
    {
        await using var many = await SandboxHost.StartAsync(options => options.Accounts =
            [.. Enumerable.Range(1, 12).Select(number => new SandboxAccount { Id = $"{number:x32}", Name = $"Network {number:D2}" })]);

        var second = (await many.GetAsync("/accounts?per_page=5&page=2&direction=desc")).Expect(200);
        Assert.Equal(["Network 07", "Network 06", "Network 05", "Network 04", "Network 03"], second.Items.Select(account => account.GetProperty("name").GetString()));
        Assert.Equal("""{"count":5,"page":2,"per_page":5,"total_count":12,"total_pages":3}""", second.Envelope.GetProperty("result_info").GetRawText());
        Assert.Single((await many.GetAsync("/accounts?name=network%2003")).Items);

        await many.DeleteAsync($"/accounts/{1:x32}/infrastructure/targets/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e");
        (await many.GetAsync($"/accounts/{2:x32}/infrastructure/targets/182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e")).Expect(200);
    }

    [Theory]
    [InlineData("per_page=4", "per_page")]
    [InlineData("per_page=51", "per_page")]
    [InlineData("page=0", "page")]
    [InlineData("direction=x", "direction")]
    public async Task Accounts_InvalidParameter_400NamesIt(string query, string parameter)
        => Assert.Contains($"'{parameter}'", (await sandbox.GetAsync($"/accounts?{query}")).Expect(400).Messages.Single(), StringComparison.Ordinal);
}
