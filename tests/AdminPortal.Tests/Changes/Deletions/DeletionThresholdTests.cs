using AdminPortal.Changes.Deletions;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using Microsoft.Extensions.Configuration;

namespace AdminPortal.Tests.Changes.Deletions;

public sealed class DeletionThresholdTests
{
    /// <summary>An app and a peer are referred to by id (reference 3.2, 5.2), a target is selected by what can be given again (2.2).</summary>
    [Theory]
    [InlineData("App", 1, true)]
    [InlineData("Peer", 1, true)]
    [InlineData("Target", 1, false)]
    [InlineData("Target", 5, false)]
    [InlineData("Target", 6, true)]
    public void IsExceeded_NothingConfigured_GoesByWhatReferencesBreak(string kind, int count, bool exceeded) =>
        Assert.Equal(exceeded, new DeletionThreshold().IsExceeded((IDeletableKind)Inputs.Kinds.Single(one => one.Name == kind), count));

    [Theory]
    [InlineData("0", 1, true)]
    [InlineData("2", 2, false)]
    [InlineData("2", 3, true)]
    public void IsExceeded_Configured_GoesByTheNumberForEveryKind(string setting, int count, bool exceeded) =>
        Assert.All(Inputs.Kinds.OfType<IDeletableKind>(), kind => Assert.Equal(exceeded, DeletionThreshold.From(Configured(setting)).IsExceeded(kind, count)));

    [Fact]
    public void Word_BelowTheThreshold_IsNone() => Assert.Null(new DeletionThreshold().WordFor(TargetKind.Instance, new Target { Id = "t1", Hostname = "edge" }));

    [Theory]
    [InlineData("ns1", "ns1")]
    [InlineData(" ns 1 ", " ns 1 ")]
    [InlineData("", "p1")]
    [InlineData("  ", "p1")]
    [InlineData("two\nlines", "p1")]
    public void Word_AboveTheThreshold_IsTheNameOrTheIdWhereThatCannotBeTyped(string name, string word) =>
        Assert.Equal(word, new DeletionThreshold().WordFor(PeerKind.Instance, new Peer { Id = "p1", Name = name }));

    [Fact]
    public void Word_OfAnAppWithoutAName_IsItsId() => Assert.Equal("a1", new DeletionThreshold().WordFor(AppKind.Instance, new App { AccountAppId = "a1" }));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("12")]
    public void Setting_AWholeNumberOrNothing_IsFine(string? setting) => Assert.Empty(DeletionThreshold.ProblemsIn(Configured(setting)));

    [Theory]
    [InlineData("-1")]
    [InlineData("five")]
    [InlineData("1.5")]
    [InlineData("99999999999")]
    public void Setting_OfAnotherForm_IsAProblemThatNamesIt(string setting) => Assert.StartsWith("Deletion:TypedNameAbove ", Assert.Single(DeletionThreshold.ProblemsIn(Configured(setting))), StringComparison.Ordinal);

    private static IConfiguration Configured(string? setting) => new ConfigurationBuilder().AddInMemoryCollection([new("Deletion:TypedNameAbove", setting)]).Build();
}
