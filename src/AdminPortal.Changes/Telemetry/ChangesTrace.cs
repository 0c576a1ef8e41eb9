using System.Diagnostics;
using AdminPortal.Changes.Journal;

namespace AdminPortal.Changes.Telemetry;

/// <summary>Spans of operations and of the journal. They carry change ids, kinds and outcomes; no value, no name of anybody or anything.</summary>
internal static class ChangesTrace
{
    /// <summary>The name under which a collector subscribes.</summary>
    public const string SourceName = ChangesMeter.Name;

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>An operation that somebody asked for, such as <c>save target</c>.</summary>
    public static Activity? StartOperation(string operation, string kind) =>
        Source.HasListeners() ? Source.StartActivity($"{operation} {kind}")?.SetTag("adminportal.operation", operation).SetTag("adminportal.kind", kind) : null;

    /// <summary>One append to the journal.</summary>
    public static Activity? StartAppend(string entry, int entries, string system, ActivityContext parent) =>
        Source.HasListeners()
            ? Source.StartActivity($"journal {entry}", ActivityKind.Client, parent)
                ?.SetTag("adminportal.journal.entry", entry).SetTag("adminportal.change.count", entries).SetTag("db.system.name", system)
            : null;

    /// <summary>Notes on the span that is under way here which changes it makes: one by its id, many by their batch.</summary>
    public static void Note(IReadOnlyList<OpenChange> changes)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span || !ReferenceEquals(span.Source, Source))
        {
            return;
        }

        if (changes is [var only])
        {
            span.SetTag("adminportal.change.id", only.Id.ToString());
        }

        span.SetTag("adminportal.change.count", changes.Count);
        if (changes[0].Intent.Batch is { } batch)
        {
            span.SetTag("adminportal.batch.id", batch.ToString());
        }
    }

    /// <summary>Ends it with what it came to.</summary>
    public static void End(Activity? span, string outcome) => span?.SetTag("adminportal.outcome", outcome);

    /// <summary>Ends it with what went wrong, without its words, which can quote values.</summary>
    public static void Fail(Activity? span, Exception problem) => span?.SetTag("error.type", problem.GetType().FullName).SetStatus(ActivityStatusCode.Error);
}
