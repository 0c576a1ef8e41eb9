using System.Net;
using System.Text;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Helpers;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Cloudflare.Envelope;

public sealed class EnvelopeReaderTests
{
    private const string OkPeer = """{"success":true,"errors":[],"messages":[],"result":{"id":"1","name":"a"}}""";

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static ApiResult<T> Read<T>(HttpMethod method, int status, string body, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = new((HttpStatusCode)status) { Content = new StringContent(body) };
        foreach (var (name, value) in headers)
        {
            Assert.True(response.Headers.TryAddWithoutValidation(name, value));
        }

        return new EnvelopeReader<T>().Read(method, response, Encoding.UTF8.GetBytes(body), Now);
    }

    private static TFailure Failure<TFailure, T>(ApiResult<T> result)
        where TFailure : ApiFailure => Assert.IsType<TFailure>(Assert.IsType<ApiResult<T>.Failed>(result).Failure);

    [Theory]
    [InlineData("<html><body>502 Bad Gateway</body></html>")]
    [InlineData("")]
    [InlineData("  \r\n")]
    [InlineData("""{"success":true,"result":{"id":"1""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"success":true}""")]
    [InlineData("""{"success":true,"result":null}""")]
    [InlineData("""{"success":true,"result":"text"}""")]
    [InlineData("""{"success":true,"result":{"id":{}}}""")]
    [InlineData("""{"success":"yes","errors":[{"code":1000}]}""")]
    [InlineData("""{"success":true,"result":{"id":"\ud800","name":"a"}}""")]
    [InlineData("""{"success":true,"result":{"id":"1","new":{"a":1,"a":2}}}""")]
    [InlineData("""{"success":true,"result":{"id":"1","new":"\uDFFF"}}""")]
    [InlineData("""{"success":true,"errors":[{"message":"\ud800"}],"result":{"id":"1"}}""")]
    public void Read_SuccessThatCannotBeUnderstood_IsUnreachableAndAWriteMayHaveLanded(string body)
    {
        Assert.False(Failure<ApiFailure.Unreachable, Peer>(Read<Peer>(HttpMethod.Get, 200, body)).MayHaveLanded);
        Assert.True(Failure<ApiFailure.Unreachable, Peer>(Read<Peer>(HttpMethod.Put, 200, body)).MayHaveLanded);
    }

    [Fact]
    public void Read_BytesThatAreNoText_AreUnreachable()
    {
        using HttpResponseMessage response = new() { Content = new StringContent("") };

        byte[] body = [.. "{\"success\":true,\"result\":{\"id\":\"1\",\"new\":\""u8, 0xFF, .. "\"}}"u8];
        var result = new EnvelopeReader<Peer>().Read(HttpMethod.Get, response, body, Now);

        Failure<ApiFailure.Unreachable, Peer>(result);
    }

    [Theory]
    [InlineData(OkPeer)]
    [InlineData("\uFEFF" + OkPeer)]
    [InlineData("""{"success":true,"result":{"id":"1","name":"a"}}""")]
    [InlineData("""{"result":{"id":"1","name":"a"}}""")]
    [InlineData("""{"success":true,"errors":null,"messages":{},"result":{"id":"1","name":"a"},"result_info":7,"new":[]}""")]
    public void Read_SuccessWithAResource_IsOk(string body) => Assert.Equal("1", Assert.IsType<ApiResult<Peer>.Ok>(Read<Peer>(HttpMethod.Put, 200, body)).Value.Id);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"success":true,"result":["anything",{"at":"all"}]}""")]
    [InlineData("""{"result":"gone"}""")]
    public void Read_NoResultNeeded_TakesAnything(string body) => Assert.IsType<ApiResult<NoResult>.Ok>(Read<NoResult>(HttpMethod.Delete, 200, body));

    [Fact]
    public void Read_NoResultNeededButAPageOfHtml_IsUnreachable() =>
        Assert.Contains("text/plain", Failure<ApiFailure.Unreachable, NoResult>(Read<NoResult>(HttpMethod.Delete, 200, "<html>")).Reason, StringComparison.Ordinal);

    [Fact]
    public void Read_SuccessFalseWithStatus200_IsRejected() =>
        Assert.Equal(1025, Assert.Single(Failure<ApiFailure.Rejected, Peer>(Read<Peer>(HttpMethod.Put, 200, """{"success":false,"errors":[{"code":1025,"message":"no"}],"result":null}""")).Answer.Errors).Code);

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    public void Read_4xx_IsRejectedWithOrWithoutEnvelope(int status)
    {
        var plain = Failure<ApiFailure.Rejected, Peer>(Read<Peer>(HttpMethod.Put, status, "<html>", ("cf-ray", "8f-ORD")));
        var said = Failure<ApiFailure.Rejected, Peer>(Read<Peer>(HttpMethod.Put, status, """{"success":false,"errors":[{"code":10000,"message":"Forbidden"}]}"""));

        Assert.Equal(((HttpStatusCode?)status, "8f-ORD"), (plain.Answer.Status, plain.Answer.Ray));
        Assert.Equal("Forbidden", Assert.Single(said.Answer.Errors).Message);
    }

    [Fact]
    public void Read_5xx_IsUnreachableAndKeepsWhatWasSaid()
    {
        var failure = Failure<ApiFailure.Unreachable, Peer>(Read<Peer>(
            HttpMethod.Put, 500, """{"success":false,"errors":[{"code":1199,"message":"sorry"}],"messages":["hint"]}""", ("cf-ray", "8f-ORD")));

        Assert.True(failure.MayHaveLanded);
        Assert.Equal(("sorry", "hint", "8f-ORD", HttpStatusCode.InternalServerError), (failure.Answer.Errors[0].Message, failure.Answer.Messages[0].Message, failure.Answer.Ray, failure.Answer.Status));
        Assert.False(Failure<ApiFailure.Unreachable, Peer>(Read<Peer>(HttpMethod.Get, 502, "<html>")).MayHaveLanded);
    }

    [Fact]
    public void Read_ARedirect_IsUnreachable() => Assert.Contains("302", Failure<ApiFailure.Unreachable, Peer>(Read<Peer>(HttpMethod.Get, 302, "")).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("Retry-After", "300", 300)]
    [InlineData("Retry-After", "Thu, 01 Jan 2026 00:02:00 GMT", 120)]
    [InlineData("Retry-After", "Wed, 31 Dec 2025 00:02:00 GMT", 0)]
    [InlineData("Retry-After", "soon", null)]
    [InlineData("Retry-After", "2147483647", 86400)]
    [InlineData("X-Other", "1", null)]
    public void Read_429_IsThrottledWithItsWait(string header, string value, int? seconds)
    {
        var failure = Failure<ApiFailure.Throttled, Peer>(Read<Peer>(HttpMethod.Put, 429, """{"success":false,"errors":[{"code":971,"message":"wait"}]}""", (header, value)));

        Assert.Equal(seconds, (int?)failure.RetryAfter?.TotalSeconds);
        Assert.Equal(971, Assert.Single(failure.Answer.Errors).Code);
    }

    [Theory]
    [InlineData("1000", 1000)]
    [InlineData("\"7003\"", 7003)]
    [InlineData("971.0", 971)]
    [InlineData("-1", -1)]
    [InlineData("99999999999", null)]
    [InlineData("\"x\"", null)]
    [InlineData("null", null)]
    [InlineData("[]", null)]
    public void Read_CodeInAnyForm_CostsItselfOnly(string code, int? read)
    {
        var answer = Read<Peer>(HttpMethod.Get, 400, $$$"""{"errors":[{"code":{{{code}}},"message":"m","new":{"a":1}}]}""").Answer;

        Assert.Equal((read, "m", 1), (answer.Errors[0].Code, answer.Errors[0].Message, answer.Errors[0].Unknown!["new"].GetProperty("a").GetInt32()));
    }

    [Fact]
    public void Read_NestedErrorChain_UnfoldsAfterItsParent()
    {
        var answer = Read<Peer>(HttpMethod.Get, 400, """
            {"success":false,"errors":[
              {"code":6003,"message":"Invalid request headers","error_chain":[{"code":6111,"message":"Invalid format","error_chain":[{"code":6112}]}]},
              {"code":1004,"message":"bad","documentation_url":"https://d.example","source":{"pointer":"/ip"}},
              {"message":{"odd":true}}, 17, null]}
            """).Answer;

        Assert.Equal([6003, 6111, 6112, 1004, null], answer.Errors.Select(error => error.Code));
        Assert.Equal(("/ip", "https://d.example"), (answer.Errors[3].Source!.Pointer, answer.Errors[3].DocumentationUrl));
        Assert.Equal("""{"odd":true}""", answer.Errors[4].Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"result":null}""")]
    public void Read_ListOfAnAnswerThatSaysNothing_IsUnreachableAndNotEmpty(string body) =>
        Failure<ApiFailure.Unreachable, IReadOnlyList<Target>>(Read<IReadOnlyList<Target>>(HttpMethod.Get, 200, body));

    [Fact]
    public void Read_ListOfNull_IsEmpty()
    {
        Assert.Empty(Assert.IsType<ApiResult<IReadOnlyList<Target>>.Ok>(Read<IReadOnlyList<Target>>(HttpMethod.Get, 200, """{"success":true,"result":null}""")).Value);
        Assert.Empty(Assert.IsType<ApiResult<AdminPortal.Cloudflare.Interconnects.InterconnectList>.Ok>(
            Read<AdminPortal.Cloudflare.Interconnects.InterconnectList>(HttpMethod.Get, 200, """{"success":true,"result":null}""")).Value.Interconnects!);
    }

    [Fact]
    public void Read_ListWithUnreadableItems_KeepsTheRestAndSaysSo()
    {
        var ok = Assert.IsType<ApiResult<IReadOnlyList<Target>>.Ok>(Read<IReadOnlyList<Target>>(
            HttpMethod.Get, 200, """{"success":true,"result":[{"id":"1","hostname":"a"},{"id":"2","hostname":[]},null,{"id":"4","hostname":"d"}],"result_info":{"total_count":"4","page":1}}"""));

        Assert.Equal(["1", "4"], ok.Value.Select(target => target.Id));
        Assert.Equal(2, ok.Answer.Messages.Count);
        Assert.Contains(ok.Answer.Messages, message => message.Message.Contains("2, its member $.hostname", StringComparison.Ordinal));
        Assert.Equal((4, 1), (ok.Answer.ResultInfo!.TotalCount, ok.Answer.ResultInfo.Page));
    }

    [Fact]
    public void Read_WrappedListWithUnreadableItems_KeepsTheRest() => Assert.Equal("2", Assert.Single(
        Assert.IsType<ApiResult<AdminPortal.Cloudflare.Interconnects.InterconnectList>.Ok>(Read<AdminPortal.Cloudflare.Interconnects.InterconnectList>(
            HttpMethod.Get, 200, """{"success":true,"result":{"interconnects":[{"id":"1","mtu":{}},{"id":"2"},null]}}""")).Value.Interconnects!).Id);

    [Fact]
    public void Read_ResourceWithAStrangeMember_NamesThePlaceAndNotTheValue()
    {
        var reason = Failure<ApiFailure.Unreachable, Target>(Read<Target>(HttpMethod.Get, 200, """{"success":true,"result":{"id":"1","ip":{"ipv4":"s3cret"}}}""")).Reason;

        Assert.Contains("$.ip.ipv4", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_Tsigs_DropTheirSecrets()
    {
        var ok = Assert.IsType<ApiResult<IReadOnlyList<Tsig>>.Ok>(Read<IReadOnlyList<Tsig>>(
            HttpMethod.Get, 200, """{"success":true,"result":[{"id":"1","name":"key.","algo":"hmac-sha512.","secret":"caf79a7804b04337c9c66ccd7bef9190"}]}"""));

        Assert.Equal(new Tsig { Id = "1", Name = "key.", Algo = "hmac-sha512." }, Assert.Single(ok.Value));
        Assert.DoesNotContain("caf79a", System.Text.Json.JsonSerializer.Serialize(ok), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_RateLimitHeadersOfToday_AreTheBudget() => Assert.Equal(
        new RateBudget(50, TimeSpan.FromSeconds(30), 100, TimeSpan.FromSeconds(60)),
        Read<Peer>(HttpMethod.Get, 200, OkPeer, ("Ratelimit", "\"default\";r=50;t=30"), ("Ratelimit-Policy", "\"burst\";q=100;w=60")).Answer.Budget);

    [Fact]
    public void Read_SeveralRateLimits_GiveTheTightestWithItsOwnPolicy() => Assert.Equal(
        new RateBudget(3, TimeSpan.FromSeconds(9), 20, TimeSpan.FromSeconds(10)),
        Read<Peer>(HttpMethod.Get, 200, OkPeer, ("Ratelimit", "\"day\";r=50;t=30, \"burst\";r=3;t=9"), ("Ratelimit-Policy", "\"day\";q=100;w=60, \"burst\";q=20;w=10")).Answer.Budget);

    [Fact]
    public void Read_RateLimitHeadersOfOld_AreTheBudget() => Assert.Equal(
        new RateBudget(7, TimeSpan.FromSeconds(60), 1200, null),
        Read<Peer>(HttpMethod.Get, 200, OkPeer, ("X-RateLimit-Limit", "1200"), ("x-ratelimit-remaining", "7"), ("x-ratelimit-reset", "1767225660")).Answer.Budget);

    [Theory]
    [InlineData("Ratelimit", "nonsense")]
    [InlineData("Ratelimit", "\"default\";r=;t=x")]
    [InlineData("Ratelimit", "\"default\";r=99999999999999999999")]
    [InlineData("x-ratelimit-remaining", "-1")]
    [InlineData("cf-ray", "1")]
    public void Read_RateLimitHeadersOfNoForm_AreNoBudget(string name, string value) => Assert.Null(Read<Peer>(HttpMethod.Get, 200, OkPeer, (name, value)).Answer.Budget);

    [Fact]
    public void Read_AnyTruncationOfAnAnswer_NeverThrows() => Prop.ForAll(
        Gen.Choose(0, OkPeer.Length - 1).SelectMany(length => Gen.Elements(200, 201, 302, 400, 404, 429, 500).Select(status => (length, status))).ToArbitrary(),
        at => Assert.IsType<ApiResult<Peer>.Failed>(Read<Peer>(HttpMethod.Put, at.status, OkPeer[..at.length]))).QuickCheckThrowOnFailure();
}
