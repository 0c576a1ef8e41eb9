using System.Text.Json.Nodes;
using AdminPortal.Changes.Batches.Lines;
using AdminPortal.Cloudflare.Rules;

namespace AdminPortal.Tests.Changes.Batches.Lines;

public sealed class TargetSheetTests
{
    private const string Default = "c77b744e-acc8-428f-9257-6878c046ed55";
    private const string Lab = "a1f5b7c3-27d4-4b6e-8c19-5e0d9f3a6b42";
    private const string Exchange = "6f2d1c0a-4f0e-4f4b-9d2a-3b8a5c7e9d10";
    private const string Deleted = "0d9e8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b";

    private static readonly NetworkNames Networks = new(
    [
        new() { Id = Default, Name = "default", IsDefaultNetwork = true },
        new() { Id = Lab, Name = "lab" },
        new() { Id = Exchange, Name = "partner exchange, east" },
        new() { Id = Deleted, Name = "legacy", DeletedAt = DateTimeOffset.UnixEpoch },
        new() { Id = "11111111-1111-4111-8111-111111111111", Name = "twin" },
        new() { Id = "22222222-2222-4222-8222-222222222222", Name = "twin" },
    ]);

    [Theory]
    [InlineData("edge-1,10.0.0.1,2001:db8::1,lab", "edge-1|10.0.0.1|2001:db8::1|lab")]
    [InlineData("  edge-1 ,  10.0.0.1,,  lab ", "edge-1|10.0.0.1||lab")]
    [InlineData("edge-1,,2001:db8::1", "edge-1||2001:db8::1|")]
    [InlineData("edge-1\t10.0.0.1\t\tlab", "edge-1|10.0.0.1||lab")]
    [InlineData("edge-1\t\t2001:db8::1\tlab", "edge-1||2001:db8::1|lab")]
    [InlineData("edge-1 10.0.0.1 2001:db8::1 lab", "edge-1|10.0.0.1|2001:db8::1|lab")]
    [InlineData("edge-1   2001:db8::1", "edge-1||2001:db8::1|")]
    [InlineData("edge-1 10.0.0.1 lab", "edge-1|10.0.0.1||lab")]
    [InlineData("edge-1 lab 10.0.0.1", "edge-1|10.0.0.1||lab")]
    [InlineData("edge-1", "edge-1|||")]
    [InlineData("\"edge-1\"", "edge-1|||")]
    [InlineData("edge-1,10.0.0.1,,\"partner exchange, east\"", "edge-1|10.0.0.1||partner exchange, east")]
    [InlineData("edge-1\t10.0.0.1\t\tpartner exchange, east", "edge-1|10.0.0.1||partner exchange, east")]
    [InlineData("\"say \"\"edge\"\"\",10.0.0.1", "say \"edge\"|10.0.0.1||")]
    [InlineData(",10.0.0.1", "|10.0.0.1||")]
    [InlineData("\t10.0.0.1", "|10.0.0.1||")]
    [InlineData("edge-1,10.0.0.1,,lab,,", "edge-1|10.0.0.1||lab")]
    public void Line_InAnyOfItsForms_IsReadIntoItsColumns(string text, string cells) => Assert.Equal(cells, Cells(Assert.Single(Read(text).Lines)));

    [Fact]
    public void Text_WithCommentsEmptyLinesAndAnyLineEnds_KeepsTheNumbersOfItsLines()
    {
        var sheet = Read("\uFEFF# rack 12\r\n\r\nedge-1,10.0.0.1\r   \n  # edge-0,10.0.0.9\nedge-2,10.0.0.2\n");

        Assert.Equal([3, 6], sheet.Lines.Select(line => line.Number));
        Assert.Equal(2, sheet.Count);
        Assert.True(sheet.IsReady);
    }

    [Theory]
    [InlineData("Hostname,IPv4,IPv6,Network\nedge-1,10.0.0.1,,lab")]
    [InlineData("# first\n\nnetwork,hostname,ipv6,ip\nlab,edge-1,,10.0.0.1")]
    [InlineData("Virtual network\tHost\tIPv4 address\nlab\tedge-1\t10.0.0.1")]
    [InlineData("network hostname ipv4\nlab edge-1 10.0.0.1")]
    [InlineData("hostname,ipv4,ipv6,network\nedge-1 10.0.0.1 lab")]
    public void Header_OfAnyOrder_SaysWhatTheColumnsAre(string text) => Assert.Equal("edge-1|10.0.0.1||lab", Cells(Assert.Single(Read(text).Lines)));

    [Theory]
    [InlineData("hostname")]
    [InlineData("edge-1,10.0.0.1\nhostname,ipv4,ipv6,network")]
    [InlineData("hostname,hostname")]
    public void Header_ThatIsNone_IsALineLikeAnyOther(string text) => Assert.Equal("hostname", Read(text).Lines[^1].Cells.Hostname);

    [Fact]
    public void Line_WithEverything_MakesTheInputThatIsSent()
    {
        var line = Assert.Single(Read("edge-1,10.0.0.1,2001:db8::1,LAB").Lines);

        Assert.Empty(line.Findings);
        Assert.True(
            JsonNode.DeepEquals(
                JsonNode.Parse($$$"""{"hostname":"edge-1","ip":{"ipv4":{"ip_addr":"10.0.0.1","virtual_network_id":"{{{Lab}}}"},"ipv6":{"ip_addr":"2001:db8::1","virtual_network_id":"{{{Lab}}}"} }}"""),
                line.Input),
            line.Input.ToJsonString());
    }

    [Fact]
    public void Line_WithoutANetwork_LeavesItToTheServer() =>
        Assert.Equal("""{"hostname":"edge-1","ip":{"ipv4":{"ip_addr":"10.0.0.1"}}}""", Assert.Single(Read("edge-1,10.0.0.1").Lines).Input.ToJsonString());

    [Theory]
    [InlineData("edge_1,10.0.0.1", "/hostname", "Letters, digits, dashes and periods")]
    [InlineData(",10.0.0.1", "/hostname", "A hostname is required")]
    [InlineData("edge-1,10.0.0.300", "/ip/ipv4/ip_addr", "An IPv4 address of four decimal parts")]
    [InlineData("edge-1 10.0.0.300", "/ip/ipv4/ip_addr", "An IPv4 address of four decimal parts")]
    [InlineData("edge-1,2001:db8::1", "/ip/ipv4/ip_addr", "An IPv4 address of four decimal parts")]
    [InlineData("edge-1,,10.0.0.1", "/ip/ipv6/ip_addr", "An IPv6 address, such as")]
    [InlineData("edge-1,10.0.0.1,,labb", "/ip/ipv4/virtual_network_id", "There is no virtual network of this name or id here. There are: default, lab, partner exchange, east, twin, twin.")]
    [InlineData("edge-1,,2001:db8::1,labb", "/ip/ipv6/virtual_network_id", "There is no virtual network")]
    [InlineData("edge-1,10.0.0.1,,legacy", "/ip/ipv4/virtual_network_id", "There is no virtual network")]
    [InlineData($"edge-1,10.0.0.1,,{Deleted}", "/ip/ipv4/virtual_network_id", "There is no virtual network")]
    [InlineData("edge-1,10.0.0.1,,twin", "/ip/ipv4/virtual_network_id", "2 virtual networks have this name")]
    [InlineData("edge-1,,,lab", "/ip/ipv4/virtual_network_id", "there is none in this line")]
    [InlineData("edge-1,10.0.0.1,2001:db8::1,lab,more", "", "More than a line can hold: more.")]
    [InlineData("edge-1 10.0.0.1 10.0.0.2", "", "More than a line can hold: 10.0.0.2.")]
    [InlineData("edge-1 10.0.0.1 lab prod", "", "More than a line can hold: prod.")]
    [InlineData("\"edge-1,10.0.0.1", "", "A quotation mark is not closed")]
    [InlineData("\"edge\"-1,10.0.0.1", "", "A quotation mark is not closed")]
    public void Line_ThatCannotBeSent_SaysWhyAtItsField(string text, string pointer, string words)
    {
        var line = Assert.Single(Read(text).Lines);

        Assert.True(line.IsBlocked);
        Assert.Contains(line.Findings, finding => finding.Severity == RuleSeverity.Error && finding.Pointer == pointer && finding.Text.Contains(words, StringComparison.Ordinal));
        Assert.False(Read(text).IsReady);
    }

    [Fact]
    public void Line_WithoutAnAddress_IsAWarning()
    {
        var line = Assert.Single(Read("edge-1").Lines);

        Assert.Contains("nobody can reach it", Assert.Single(line.Findings).Text, StringComparison.Ordinal);
        Assert.False(line.IsBlocked);
    }

    [Theory]
    [InlineData("edge-1,10.0.0.1\nedge-2,10.0.0.1", "/ip/ipv4/ip_addr")]
    [InlineData("edge-1,10.0.0.1\nedge-2,10.0.0.1,,default", "/ip/ipv4/ip_addr")]
    [InlineData($"edge-1,10.0.0.1,,lab\nedge-2,10.0.0.1,,{Lab}", "/ip/ipv4/ip_addr")]
    [InlineData("edge-1,,2001:db8::1\nedge-2,,2001:0DB8:0:0::1", "/ip/ipv6/ip_addr")]
    public void Address_TwiceInOneNetwork_IsRefusedInTheSecondLine(string text, string pointer)
    {
        var sheet = Read(text);

        Assert.False(sheet.Lines[0].IsBlocked);
        var finding = Assert.Single(sheet.Lines[1].Findings);
        Assert.Equal((pointer, RuleSeverity.Error), (finding.Pointer, finding.Severity));
        Assert.StartsWith("Line 1 has the same address in the same virtual network", finding.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("edge-1,10.0.0.1\nedge-2,10.0.0.1,,lab")]
    [InlineData("edge-1,10.0.0.1\nedge-1,10.0.0.2")]
    [InlineData("edge-1\nedge-1")]
    [InlineData("edge-1,10.0.0.1,,labb\nedge-2,10.0.0.1,,laab")]
    public void Lines_ThatDiffer_AreNoDuplicates(string text) =>
        Assert.DoesNotContain(Read(text).Lines.SelectMany(line => line.Findings), finding => finding.Text.Contains("same address", StringComparison.Ordinal));

    [Theory]
    [InlineData(1000, false)]
    [InlineData(1001, true)]
    public void Lines_MoreThanABatchTakes_AreCountedAndNotReady(int count, bool tooLong)
    {
        var sheet = Read(string.Join('\n', Enumerable.Range(0, count).Select(number => $"edge-{number},10.0.{number / 250}.{number % 250}")));

        Assert.Equal((tooLong, !tooLong, count, 1000), (sheet.IsTooLong, sheet.IsReady, sheet.Count, sheet.Lines.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n\n# nothing\n")]
    [InlineData("hostname,ipv4")]
    public void Text_WithoutALine_IsNotReady(string text) => Assert.False(Read(text).IsReady);

    [Fact]
    public void Networks_ThatCouldNotBeRead_GoByIdOnly()
    {
        NetworkNames unread = new(null);
        var sheet = TargetSheet.Read($"edge-1,10.0.0.1,,{Lab}\nedge-2,10.0.0.2,,lab\nedge-3,10.0.0.3", unread);

        Assert.Equal([false, true, false], sheet.Lines.Select(line => line.IsBlocked));
        Assert.Contains("could not be read", Assert.Single(sheet.Lines[1].Findings).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_ReadMeanwhile_CountForLinesThatWereThereBefore()
    {
        var before = TargetSheet.Read("edge-1,10.0.0.1,,lab", new(null));

        Assert.True(before.Lines[0].IsBlocked);
        Assert.False(TargetSheet.Read("edge-1,10.0.0.1,,lab", Networks, before).Lines[0].IsBlocked);
    }

    [Fact]
    public void Lines_WrittenAgain_KeepWhatIsSetAsideAsComments()
    {
        var sheet = Read("a 10.0.0.1 lab\n\"#b\",10.0.0.2,,\"partner exchange, east\"\nc,10.0.0.3");

        var text = TargetSheet.Write(sheet.Lines.Take(2), sheet.Lines.Skip(2));

        Assert.Equal("hostname,ipv4,ipv6,network\na,10.0.0.1,,lab\n\"#b\",10.0.0.2,,\"partner exchange, east\"\n# c,10.0.0.3,,\n", text);
    }

    [Fact]
    public void Addresses_ThatAnotherTargetHasInTheSameNetwork_AreWarnings()
    {
        var sheet = Read("edge-1,10.0.0.1\nedge-2,10.0.0.1,,lab\nedge-3,,2001:db8::3,lab\nedge-4");

        var taken = TakenAddresses.Find(
            sheet.Lines,
            [
                new() { Hostname = "old-1", Ip = new() { Ipv4 = new() { IpAddr = "10.0.0.1", VirtualNetworkId = Default } } },
                new() { Hostname = "old-3", Ip = new() { Ipv6 = new() { IpAddr = "2001:0db8:0000:0000:0000:0000:0000:0003", VirtualNetworkId = Lab.ToUpperInvariant() } } },
                new() { Hostname = "old-4" },
            ],
            Networks);

        Assert.Equal([1, 3], taken.Select(line => line.Key));
        var finding = Assert.Single(taken[3]);
        Assert.Equal(("/ip/ipv6/ip_addr", RuleSeverity.Warning), (finding.Pointer, finding.Severity));
        Assert.StartsWith("The target old-3 has this address", finding.Text, StringComparison.Ordinal);
    }

    private static TargetSheet Read(string text) => TargetSheet.Read(text, Networks);

    private static string Cells(TargetLine line) => $"{line.Cells.Hostname}|{line.Cells.Ipv4}|{line.Cells.Ipv6}|{line.Cells.Network}";
}
