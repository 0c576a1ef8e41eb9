using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Rules;

namespace AdminPortal.Tests.Cloudflare.Peers;

/// <summary>When one of several peers that a zone links uses a TSIG, all of them must use the same one (reference 5.2).</summary>
public sealed class PeerTsigsTests : IDisposable
{
    private const string List = "GET secondary_dns/peers";

    private readonly Wire _wire = new();

    public void Dispose() => _wire.Dispose();

    [Theory]
    [InlineData(null, "t1", "This peer uses no TSIG, and 1 other peer of the account uses one.")]
    [InlineData("", "t1 t2", "This peer uses no TSIG, and 2 other peers of the account use one.")]
    [InlineData("t1", "-", "This peer uses a TSIG, and 1 other peer of the account uses none.")]
    [InlineData("t1", "- -", "This peer uses a TSIG, and 2 other peers of the account use none.")]
    [InlineData("t1", "t2", "1 other peer of the account uses another TSIG than this one.")]
    [InlineData("t1", "t2 t3", "2 other peers of the account use another TSIG than this one.")]
    [InlineData("t1", "t2 -", "2 other peers of the account use another TSIG than this one, or none.")]
    public async Task Tsig_UnlikeThatOfOthers_IsWarnedOfWithTheRuleAndTheirNames(string? tsig, string others, string sentence)
    {
        Answer(others);

        var finding = Assert.Single(await AskAsync(tsig));

        Assert.Equal(("/tsig_id", RuleSeverity.Warning), (finding.Pointer, finding.Severity));
        Assert.StartsWith(sentence, finding.Text, StringComparison.Ordinal);
        Assert.Contains("all of them must use the same one", finding.Text, StringComparison.Ordinal);
        Assert.Contains("cannot be told here", finding.Text, StringComparison.Ordinal);
        Assert.Equal(others.Split(' ').Select((_, index) => new NamedResource($"p{index}", $"ns{index}")), finding.Others);
        Assert.Equal([List], _wire.Sent.Select(sent => sent.Line));
    }

    [Theory]
    [InlineData("t1", "t1 t1")]
    [InlineData(null, "- -")]
    [InlineData("", "-")]
    public async Task Tsig_LikeThatOfAllOthers_IsFine(string? tsig, string others)
    {
        Answer(others);

        Assert.Empty(await AskAsync(tsig));
    }

    [Fact]
    public async Task Tsig_OfSomeOthersOnly_NamesThoseThatDiffer()
    {
        Answer("t1 - t1");

        Assert.Equal(["ns1"], Assert.Single(await AskAsync("t1")).Others.Select(other => other.Name));
    }

    [Fact]
    public async Task PeerItself_IsNoOther()
    {
        Answer("-");

        Assert.Empty(await AskAsync("t1", id: "p0"));
    }

    [Theory]
    [InlineData("t1", "t1")]
    [InlineData(null, "")]
    public void Tsig_Unchanged_AsksNothing(string? before, string? after) =>
        Assert.Null(PeerKind.Instance.AskAboutOthers("p9", new() { Name = "a", TsigId = before }, new() { Name = "b", TsigId = after }));

    [Fact]
    public async Task List_NotReadable_IsAFailure()
    {
        _wire.On(List, """{"success":false,"errors":[{"code":10000,"message":"no"}]}""", 403);

        Assert.IsType<ApiResult<IReadOnlyList<RuleFinding>>.Failed>(await PeerKind.Instance.AskAboutOthers(null, null, new() { Name = "a" })!(_wire.Client(), TestContext.Current.CancellationToken));
    }

    private void Answer(string tsigs) => _wire.On(List, $$$"""
        {"success":true,"result":[{{{string.Join(',', tsigs.Split(' ').Select((tsig, index) => $$"""{"id":"p{{index}}","name":"ns{{index}}"{{(tsig == "-" ? "" : $",\"tsig_id\":\"{tsig}\"")}}}"""))}}}]}
        """);

    private async Task<IReadOnlyList<RuleFinding>> AskAsync(string? tsig, string? id = null) => Assert.IsType<ApiResult<IReadOnlyList<RuleFinding>>.Ok>(
        await PeerKind.Instance.AskAboutOthers(id, id is null ? null : new() { Name = "a" }, new() { Name = "a", TsigId = tsig })!(_wire.Client(), TestContext.Current.CancellationToken)).Value;
}
