using System.Text.Json;
using AdminPortal.Sandbox.Envelope;
using Microsoft.AspNetCore.Http;

namespace AdminPortal.Tests.Sandbox;

public sealed class EnvelopeTests(SandboxHost sandbox) : IClassFixture<SandboxHost>
{
    [Theory]
    [InlineData("/nothing/here")]
    [InlineData("/accounts//infrastructure/targets")]
    [InlineData("/accounts/not-an-id/infrastructure/targets")]
    [InlineData("infrastructure/targets/not-a-uuid")]
    [InlineData("infrastructure/nothing")]
    [InlineData("secondary_dns/peers/023e105f4ecef8ad9ca31a8372d0c353023e105f4ecef8ad9ca31a8372d0c353")]
    public async Task Path_LeadsNowhere_404With7003And7000(string path)
    {
        var answer = (await sandbox.GetAsync(path)).Expect(404);

        Assert.Equal([7003, 7000], answer.Codes);
    }

    [Theory]
    [InlineData("infrastructure/targets/0192c355-a170-784e-b772-000000000000")]
    [InlineData("secondary_dns/peers/00000000000000000000000000000000")]
    [InlineData("magic/cf_interconnects/00000000000000000000000000000000")]
    public async Task Object_DoesNotExist_404WithItsOwnCode(string path)
        => Assert.Equal([10404], (await sandbox.GetAsync(path)).Expect(404).Codes);

    [Theory]
    [InlineData("DELETE", "/accounts")]
    [InlineData("PATCH", SandboxHost.SampleTarget)]
    [InlineData("GET", SandboxHost.SampleApp)]
    [InlineData("POST", "magic/cf_interconnects")]
    [InlineData("DELETE", SandboxHost.SampleInterconnect)]
    [InlineData("PUT", "secondary_dns/tsigs")]
    public async Task Method_NotOffered_405WithEnvelope(string method, string path)
        => Assert.Equal([10405], (await sandbox.SendAsync(method, path, "{}")).Expect(405).Codes);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"hostname\":}")]
    [InlineData("{\"hostname\":\"a\",\"hostname\":\"b\",\"ip\":{}}")]
    [InlineData("{\"hostname\":\"\\ud800\",\"ip\":{}}")]
    [InlineData("<html>")]
    public async Task Body_NotJson_400With1198(string body)
        => Assert.Equal([1198], (await sandbox.SendAsync("POST", "infrastructure/targets", body)).Expect(400).Codes);

    [Fact]
    public async Task Body_NestedTooDeep_400()
        => Assert.Equal([1198], (await sandbox.SendAsync("POST", "infrastructure/targets", new string('[', 500) + new string(']', 500))).Expect(400).Codes);

    [Theory]
    [InlineData("POST", "infrastructure/targets", "[]")]
    [InlineData("PUT", "infrastructure/targets/batch", "{}")]
    [InlineData("PUT", SandboxHost.SampleApp, "\"text\"")]
    public async Task Body_OfAnotherShape_400AtTheRoot(string method, string path, string body)
        => Assert.Equal([""], (await sandbox.SendAsync(method, path, body)).Expect(400).Pointers);

    [Fact]
    public async Task Body_LargerThanTheServerTakes_413WithEnvelope()
    {
        using var request = sandbox.Request("POST", "infrastructure/targets", "{}");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer sandbox-token");
        request.Content = new ByteArrayContent(new byte[31_000_000]);
        request.Headers.ExpectContinue = true;

        (await sandbox.SendAsync(request)).Expect(413);
    }

    [Fact]
    public async Task Operation_Throws_500WithEnvelopeAndTheBugInTheLog()
    {
        DefaultHttpContext context = new() { Response = { Body = new MemoryStream() } };
        StringWriter log = new();

        await new EnvelopeMiddleware(_ => throw new InvalidOperationException("a bug of ours"), log).InvokeAsync(context);

        var envelope = JsonElement.Parse(((MemoryStream)context.Response.Body).ToArray());
        Assert.Equal(500, context.Response.StatusCode);
        Assert.Equal(10500, envelope.GetProperty("errors")[0].GetProperty("code").GetInt32());
        Assert.DoesNotContain("a bug of ours", envelope.ToString(), StringComparison.Ordinal);
        Assert.Contains("a bug of ours", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_OneAfterAnother_HaveDifferentRays()
        => Assert.NotEqual(
            (await sandbox.GetAsync("/accounts")).Headers.GetValues("cf-ray").Single(),
            (await sandbox.GetAsync("/accounts")).Headers.GetValues("cf-ray").Single());
}
