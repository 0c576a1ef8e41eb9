using AdminPortal.Changes.Access;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Shell;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Shell;

/// <summary>That nothing can be changed is on every open page within seconds, and nothing is rendered for it before.</summary>
public sealed class ReadOnlyBannerTests : PortalTestContext
{
    [Fact]
    public async Task Banner_ComesAndGoesOnAnOpenPage()
    {
        var banner = Render<ReadOnlyBanner>();
        Assert.Equal("", banner.Find("[role=status]").Words());

        await ReadOnly.BeginAsync(Period(minutes: 60), Ending);

        banner.WaitForAssertion(() => Assert.Equal("The console is read-only until 2026-03-04 06:06 UTC. Anna Admin wanted it so: <b>Migration</b>", banner.Find("[role=status]").Words()));
        await ReadOnly.EndAsync("Anna Admin", Ending);
        banner.WaitForAssertion(() => Assert.Equal("", banner.Find("[role=status]").Words()));
    }

    [Fact]
    public async Task Banner_GoesByItselfWhenTheTimeIsOver()
    {
        TimedSwitch timed = new(Time, Period(minutes: 1));
        Services.AddSingleton<IReadOnlySwitch>(timed);
        var banner = Render<ReadOnlyBanner>();
        Time.Advance(TimeSpan.Zero);
        Assert.NotEqual("", banner.Find("[role=status]").Words());
        var renders = banner.RenderCount;

        for (var second = 0; second < 55; second += 5)
        {
            Time.Advance(ReadOnlyNews.Interval);
        }

        Assert.Equal(renders, banner.RenderCount);
        Time.Advance(ReadOnlyNews.Interval);
        banner.WaitForAssertion(() => Assert.Equal("", banner.Find("[role=status]").Words()));
        Assert.Equal(renders + 1, banner.RenderCount);
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Pages_ShareOneWatchThatEndsWithTheLast()
    {
        var news = Services.GetRequiredService<ReadOnlyNews>();
        var before = Time.TimersSet;
        var first = news.Follow(() => { });
        var second = news.Follow(() => { });
        Assert.Equal(1, Time.TimersSet - before);

        first.Dispose();
        first.Dispose();
        second.Dispose();
        await ReadOnly.BeginAsync(Period(minutes: 60), Ending);
        Assert.Null(news.Now);

        using var third = news.Follow(() => { });
        Assert.NotNull(news.Now);
    }

    [Fact]
    public async Task Reason_WhileNothingCanBeSaved_IsNotAskedFor()
    {
        var field = Render<ReasonField>(parameters => parameters.Add(one => one.Reason, new ReasonInput(new ReasonPolicy(), TargetKind.Instance)));
        Assert.Single(field.FindAll("input"));

        await ReadOnly.BeginAsync(Period(minutes: 60), Ending);

        field.WaitForAssertion(() => Assert.Empty(field.FindAll("input")));
        Assert.Contains("Nothing can be saved now. The console is read-only until", field.Find("[role=alert]").Words(), StringComparison.Ordinal);
    }

    private static CancellationToken Ending => Xunit.TestContext.Current.CancellationToken;

    private ReadOnlyPeriod Period(int minutes) => new("Anna Admin", "<b>Migration</b>", Time.GetUtcNow(), Time.GetUtcNow().AddMinutes(minutes));

    /// <summary>A switch that is on until its time is over.</summary>
    private sealed class TimedSwitch(TimeProvider time, ReadOnlyPeriod period) : IReadOnlySwitch
    {
        public ReadOnlyPeriod? LastKnown => period.Until > time.GetUtcNow() ? period : null;

        public Task<ReadOnlyPeriod?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(LastKnown);

        public Task BeginAsync(ReadOnlyPeriod wanted, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task EndAsync(string by, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IDisposable Follow(Action changed) => new MemoryStream();
    }
}
