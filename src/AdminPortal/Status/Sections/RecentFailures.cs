using System.Diagnostics;
using AdminPortal.Hosting;

namespace AdminPortal.Status.Sections;

/// <summary>The last warnings and errors of this process's log, in memory, for administrators to see without a way to the log.</summary>
/// <remarks>Messages are other people's words in part: they are bounded, and what is no character to see is written as its number, as in the log itself.</remarks>
internal sealed class RecentFailures(TimeProvider time) : ILoggerProvider
{
    /// <summary>How many are kept; what is said again counts once.</summary>
    public const int Kept = 100;

    /// <summary>How much is kept of a message.</summary>
    public const int LongestWords = 500;

    private readonly Lock _lock = new();
    private readonly LinkedList<LoggedFailure> _newest = [];

    /// <summary>What was logged, the newest first.</summary>
    public IReadOnlyList<LoggedFailure> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _newest];
            }
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Category(this, categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // What is kept ends with the process.
    }

    private void Add(LogLevel level, string category, string words, Exception? problem)
    {
        LoggedFailure failure = new(time.GetUtcNow(), level, category, Bounded(words), problem is null ? null : Bounded($"{problem.GetType().Name}: {problem.Message}"), Activity.Current?.TraceId.ToString(), 1);
        lock (_lock)
        {
            for (var node = _newest.First; node is not null; node = node.Next)
            {
                if (node.Value.IsLike(failure))
                {
                    failure = failure with { Times = node.Value.Times + 1 };
                    _newest.Remove(node);
                    break;
                }
            }

            _newest.AddFirst(failure);
            if (_newest.Count > Kept)
            {
                _newest.RemoveLast();
            }
        }
    }

    private static string Bounded(string text) => PlainConsole.Plain(text.Length <= LongestWords ? text : $"{text[..LongestWords]}…");

    private sealed class Category(RecentFailures failures, string name) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                failures.Add(logLevel, name, formatter(state, exception), exception);
            }
        }
    }
}

/// <summary>A warning or an error of the log.</summary>
/// <param name="At">When, for the last time.</param>
/// <param name="Level">How bad it is.</param>
/// <param name="Category">Which part of the console logged it.</param>
/// <param name="Words">The message.</param>
/// <param name="Problem">The exception's kind and message, where there was one.</param>
/// <param name="Trace">The trace that it was logged in, where there was one.</param>
/// <param name="Times">How often it was logged.</param>
internal sealed record LoggedFailure(DateTimeOffset At, LogLevel Level, string Category, string Words, string? Problem, string? Trace, int Times)
{
    /// <summary>The part's name without where it lies in the code.</summary>
    public string Part => Category[(Category.LastIndexOf('.') + 1)..];

    /// <summary>Whether it says the same.</summary>
    public bool IsLike(LoggedFailure other) => (Level, Category, Words, Problem) == (other.Level, other.Category, other.Words, other.Problem);
}
