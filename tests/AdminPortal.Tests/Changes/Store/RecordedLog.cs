using System.Collections.Concurrent;
using AdminPortal.Changes.Store;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Tests.Changes.Store;

/// <summary>What the store told the log.</summary>
internal sealed class RecordedLog : ILogger<PortalStore>
{
    public ConcurrentQueue<(LogLevel Level, string Text)> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue((logLevel, formatter(state, exception)));
}
