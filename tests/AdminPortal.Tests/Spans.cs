using System.Collections.Concurrent;
using System.Diagnostics;

namespace AdminPortal.Tests;

/// <summary>Somebody who listens to sources of spans, and keeps those of the test that made it.</summary>
internal sealed class Spans : IDisposable
{
    private static readonly AsyncLocal<Spans?> Test = new();

    private readonly ConcurrentQueue<Activity> _mine = new();
    private readonly ConcurrentDictionary<ActivityTraceId, bool> _traces = new();
    private readonly ActivityListener _listener;

    public Spans(params string[] sources)
    {
        Test.Value = this;
        _listener = new()
        {
            ShouldListenTo = source => sources.Contains(source.Name, StringComparer.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = span => _ = Test.Value == this && _traces.TryAdd(span.TraceId, true),
            ActivityStopped = span =>
            {
                if (_traces.ContainsKey(span.TraceId))
                {
                    _mine.Enqueue(span);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The spans that have ended, of all traces that began in this test.</summary>
    public IReadOnlyList<Activity> Mine => [.. _mine];

    /// <summary>The attributes of a span, in the order of their names.</summary>
    public static IReadOnlyList<string> TagsOf(Activity span) => [.. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal)];

    /// <summary>The first span of this name.</summary>
    public Activity Named(string name) => Mine.First(span => span.DisplayName == name);

    public void Dispose() => _listener.Dispose();
}
