using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>Whatever the process says of secrets while this listens: log entries of every level, spans of every source, exceptions as they are thrown, and answers.</summary>
internal sealed class Overheard : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<(string Where, string Text)> _heard = new();
    private readonly ConcurrentQueue<(string Where, string Text)> _leaks = new();
    private readonly IReadOnlyList<string> _secrets;
    private readonly ActivityListener _spans;

    /// <param name="secrets">What must not be heard, in plain text and in Base64.</param>
    public Overheard(params IReadOnlyList<string> secrets)
    {
        _secrets = [.. secrets, .. secrets.Select(secret => Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)).TrimEnd('='))];
        _spans = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => Hear("span", $"{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events.SelectMany(what => what.Tags))} {string.Join(' ', span.Baggage)}"),
        };
        ActivitySource.AddActivityListener(_spans);
        AppDomain.CurrentDomain.FirstChanceException += Thrown;
    }

    /// <summary>Where secrets were heard, with what was said.</summary>
    public IEnumerable<string> Leaks => _leaks.Select(leak => $"{leak.Where}: {leak.Text}");

    /// <summary>How much was heard in a place, so that silence is not taken for secrecy.</summary>
    public int CountOf(string where) => _heard.Count(heard => heard.Where == where);

    /// <summary>What else was given away.</summary>
    public void Hear(string where, string text)
    {
        _heard.Enqueue((where, ""));
        if (_secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)))
        {
            _leaks.Enqueue((where, text));
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Hear("log", state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Hear("log", $"{formatter(state, exception)} {exception} {(state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(' ', values) : "")}");

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Thrown;
        _spans.Dispose();
    }

    private void Thrown(object? sender, FirstChanceExceptionEventArgs thrown) => Hear("exception", $"{thrown.Exception.GetType()} {thrown.Exception.Message}");
}
