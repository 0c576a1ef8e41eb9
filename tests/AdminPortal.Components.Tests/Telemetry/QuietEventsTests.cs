using System.Diagnostics;
using AdminPortal.Telemetry;

namespace AdminPortal.Components.Tests.Telemetry;

public sealed class QuietEventsTests : IDisposable
{
    private const string Event = "Microsoft.AspNetCore.Components.HandleEvent";

    private readonly ActivitySource _source = new($"QuietEventsTests {Guid.NewGuid()}");
    private readonly QuietEvents _events = new();
    private readonly ActivityListener _listener;

    public QuietEventsTests()
    {
        _listener = new()
        {
            ShouldListenTo = source => ReferenceEquals(source, _source),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _events.OnStart,
            ActivityStopped = _events.OnEnd,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _source.Dispose();
        _events.Dispose();
    }

    [Fact]
    public void Event_UnderWhichNothingHappened_IsKeptBack() => Assert.False(Run(Event, _ => { }).Recorded);

    [Fact]
    public void Event_WithWorkUnderIt_GoesOut() => Assert.True(Run(Event, _ => _source.StartActivity("save peer")!.Dispose()).Recorded);

    [Fact]
    public void Event_ThatFailed_GoesOut() => Assert.True(Run(Event, click => click.SetStatus(ActivityStatusCode.Error)).Recorded);

    [Fact]
    public void Event_ThatPeopleNotice_GoesOut() => Assert.True(Run(Event, click => click.SetEndTime(click.StartTimeUtc.AddMilliseconds(100))).Recorded);

    [Fact]
    public void AnythingElse_HoweverShort_GoesOut() => Assert.True(Run("journal intent", _ => { }).Recorded);

    /// <summary>Its end is set, so that a slow machine makes it no longer.</summary>
    private Activity Run(string name, Action<Activity> work)
    {
        var span = _source.StartActivity(name)!;
        work(span);
        if (span.Duration == TimeSpan.Zero)
        {
            span.SetEndTime(span.StartTimeUtc.AddMilliseconds(1));
        }

        span.Dispose();
        return span;
    }
}
