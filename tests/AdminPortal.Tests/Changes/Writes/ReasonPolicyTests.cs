using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Tests.Changes.Writes;

public sealed class ReasonPolicyTests
{
    private static readonly string[] Kinds = ["Target", "Peer"];

    [Fact]
    public void Rule_NothingConfigured_IsOptionalEverywhere()
    {
        ReasonPolicy policy = new();

        Assert.Equal(ReasonRule.Optional, policy.RuleOf(TargetKind.Instance));
        Assert.Null(policy.ProblemWith(TargetKind.Instance, null));
        Assert.Null(policy.ProblemWith(TargetKind.Instance, "anything"));
    }

    [Fact]
    public void Rule_OfAKind_GoesBeforeTheDefault()
    {
        var policy = ReasonPolicy.From(Settings(("Reason:Default", "required"), ("Reason:peer", "Off")));

        Assert.Equal((ReasonRule.Required, ReasonRule.Off), (policy.RuleOf(TargetKind.Instance), policy.RuleOf(PeerKind.Instance)));
        Assert.NotNull(policy.ProblemWith(TargetKind.Instance, " "));
        Assert.Null(policy.ProblemWith(PeerKind.Instance, null));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void Reason_LongerThanItMayBe_IsAProblem(int length, bool isFine) =>
        Assert.Equal(isFine, new ReasonPolicy().ProblemWith(TargetKind.Instance, $" {new string('x', length)} ") is null);

    [Theory]
    [InlineData("NET-12 because", true)]
    [InlineData("because", false)]
    [InlineData("", true)]
    public void Reason_UnlikeThePattern_IsAProblemInTheConfiguredWords(string reason, bool isFine)
    {
        var policy = ReasonPolicy.From(Settings(("ReasonPattern", @"NET-\d+"), ("ReasonHint", "Name the ticket.")));

        Assert.Equal(isFine ? null : "Name the ticket.", policy.ProblemWith(TargetKind.Instance, reason));
    }

    [Fact]
    public void Pattern_ThatTakesTooLong_IsNotMatched() =>
        Assert.NotNull(ReasonPolicy.From(Settings(("ReasonPattern", "^(a+)+$"))).ProblemWith(TargetKind.Instance, new string('a', 60) + "b"));

    [Theory]
    [InlineData("Reason:Targets", "Off", "Journal:Reason:Targets names no kind. There are Target, Peer, and Default for all others.")]
    [InlineData("Reason:Target", "sometimes", "Journal:Reason:Target is none of Off, Optional and Required.")]
    [InlineData("Reason:Target", "1", "Journal:Reason:Target is none of Off, Optional and Required.")]
    [InlineData("ReasonPattern", "(", "Journal:ReasonPattern is not a regular expression.")]
    public void Settings_ThatCannotBeUsed_AreNamed(string name, string value, string problem) =>
        Assert.Equal([problem], ReasonPolicy.ProblemsIn(Settings((name, value)), Kinds));

    [Fact]
    public void Settings_ThatCanBeUsed_AreNoProblem() =>
        Assert.Empty(ReasonPolicy.ProblemsIn(Settings(("Reason:Default", "off"), ("Reason:target", "REQUIRED"), ("ReasonPattern", ".")), Kinds));

    private static IConfiguration Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Journal:{setting.Name}", (string?)setting.Value))).Build();
}
