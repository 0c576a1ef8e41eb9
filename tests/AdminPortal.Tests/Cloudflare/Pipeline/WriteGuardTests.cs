using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;

namespace AdminPortal.Tests.Cloudflare.Pipeline;

/// <summary>The guard has the last word on writes: it is asked when a call's turn has come, and never for reads.</summary>
public sealed class WriteGuardTests
{
    private const string Id = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    [Fact]
    public async Task Write_ThatTheGuardRefuses_IsNotSentAndSaysWhy()
    {
        Counted guard = new("The console is read-only.");
        Wire wire = new() { Guard = guard };

        var answer = await TargetKind.Instance.DeleteAsync(wire.Client(), Id, TestContext.Current.CancellationToken);

        var rejected = Assert.IsType<ApiFailure.Rejected>(Assert.IsType<ApiResult<NoResult>.Failed>(answer).Failure);
        Assert.True(rejected.Answer.IsFromWriteGuard);
        Assert.Equal("Nothing was sent. The console is read-only.", Assert.Single(rejected.Answer.Errors).Message);
        Assert.Empty(wire.Sent);
        Assert.Equal(1, guard.Asked);
    }

    [Fact]
    public async Task Write_ThatTheGuardLetsPass_IsSent()
    {
        Counted guard = new(null);
        var wire = new Wire { Guard = guard }.On($"DELETE infrastructure/targets/{Id}", """{"success":true,"errors":[],"messages":[],"result":null}""");

        Assert.IsType<ApiResult<NoResult>.Ok>(await TargetKind.Instance.DeleteAsync(wire.Client(), Id, TestContext.Current.CancellationToken));

        Assert.Single(wire.Sent);
        Assert.Equal(1, guard.Asked);
    }

    [Fact]
    public async Task Read_IsNotAskedAbout()
    {
        Counted guard = new("The console is read-only.");
        var wire = new Wire { Guard = guard }.On($"GET infrastructure/targets/{Id}", $$"""{"success":true,"errors":[],"messages":[],"result":{"id":"{{Id}}","hostname":"a"} }""");

        Assert.IsType<ApiResult<Target>.Ok>(await TargetKind.Instance.ReadAsync(wire.Client(), Id, TestContext.Current.CancellationToken));

        Assert.Equal(0, guard.Asked);
    }

    [Fact]
    public async Task Answer423_OfTheApiItself_IsTheApis()
    {
        var wire = new Wire().On($"DELETE infrastructure/targets/{Id}", """{"success":false,"errors":[{"code":1,"message":"Locked."}],"messages":[],"result":null}""", 423, ("cf-ray", "abc-FRA"));

        var answer = await TargetKind.Instance.DeleteAsync(wire.Client(), Id, TestContext.Current.CancellationToken);

        Assert.False(answer.Answer.IsFromWriteGuard);
    }

    private sealed class Counted(string? refusal) : IWriteGuard
    {
        public int Asked { get; private set; }

        public Task<string?> RefusalAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(refusal);
        }
    }
}
