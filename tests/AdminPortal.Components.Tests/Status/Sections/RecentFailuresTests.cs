using System.Diagnostics;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Status.Sections;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Components.Tests.Status.Sections;

public sealed class RecentFailuresTests : IDisposable
{
    private readonly ManualTime _time = new();
    private readonly RecentFailures _failures;
    private readonly ILogger _log;

    public RecentFailuresTests()
    {
        _failures = new(_time);
        _log = LoggerFactory.Create(logging => logging.AddProvider(_failures).SetMinimumLevel(LogLevel.Trace)).CreateLogger("AdminPortal.Changes.Signals.PostgresSignals");
    }

    public void Dispose() => _failures.Dispose();

    [Fact]
    public void Log_OfWarningsAndErrors_IsKeptTheNewestFirst()
    {
        _log.LogInformation("Nothing to see");
        _log.LogWarning("Others cannot be {What}", "heard");
        _time.Advance(TimeSpan.FromMinutes(1));
        _log.LogError(new IOException("The pipe is broken."), "It failed");

        Assert.Equal(
            [
                new LoggedFailure(_time.GetUtcNow(), LogLevel.Error, "AdminPortal.Changes.Signals.PostgresSignals", "It failed", "IOException: The pipe is broken.", null, 1),
                new LoggedFailure(_time.GetUtcNow().AddMinutes(-1), LogLevel.Warning, "AdminPortal.Changes.Signals.PostgresSignals", "Others cannot be heard", null, null, 1),
            ],
            _failures.All);
        Assert.Equal("PostgresSignals", _failures.All[0].Part);
    }

    [Fact]
    public void Log_OfTheSameAgain_IsCountedAndComesFirst()
    {
        _log.LogWarning("Others cannot be heard");
        _log.LogWarning("Something else");
        _log.LogWarning("Others cannot be heard");

        Assert.Equal([("Others cannot be heard", 2), ("Something else", 1)], _failures.All.Select(failure => (failure.Words, failure.Times)));
    }

    [Fact]
    public void Log_OfMore_KeepsTheLastHundred()
    {
        for (var number = 1; number <= RecentFailures.Kept + 5; number++)
        {
            _log.LogWarning("Number {Number}", number);
        }

        Assert.Equal(RecentFailures.Kept, _failures.All.Count);
        Assert.Equal(("Number 105", "Number 6"), (_failures.All[0].Words, _failures.All[^1].Words));
    }

    [Fact]
    public void Words_OfOtherPeople_AreBoundedAndShowWhatCannotBeSeen()
    {
        _log.LogError(new InvalidOperationException($"\u001b[2J{new string('y', 5000)}"), "Named {Name}", $"a\nfail: forged\u202e{new string('x', 5000)}");

        var failure = Assert.Single(_failures.All);
        Assert.StartsWith(@"Named a\u000afail: forged\u202exxx", failure.Words, StringComparison.Ordinal);
        Assert.StartsWith(@"InvalidOperationException: \u001b[2Jyyy", failure.Problem, StringComparison.Ordinal);
        Assert.InRange(failure.Words.Length, RecentFailures.LongestWords, RecentFailures.LongestWords + 20);
        Assert.InRange(failure.Problem!.Length, RecentFailures.LongestWords, RecentFailures.LongestWords + 20);
    }

    [Fact]
    public void Log_WithinATrace_HasItsId()
    {
        using Activity trace = new("test");
        trace.SetIdFormat(ActivityIdFormat.W3C).Start();

        _log.LogWarning("Slow");

        Assert.Equal(trace.TraceId.ToString(), _failures.All[0].Trace);
    }
}
