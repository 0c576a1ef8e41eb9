using System.Data.Common;
using System.Diagnostics.Metrics;
using AdminPortal.Changes.Journal;

namespace AdminPortal.Changes.Telemetry;

/// <summary>What is measured of changes, the journal, drafts and the store. No attribute names a person, an account, a resource or a change.</summary>
public sealed class ChangesMeter
{
    /// <summary>The name under which a collector subscribes.</summary>
    public const string Name = "AdminPortal.Changes";

    private static readonly InstrumentAdvice<double> Quick = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };
    private static readonly InstrumentAdvice<double> Slow = new() { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] };

    private readonly TimeProvider _time;
    private readonly Meter _meter;
    private readonly Counter<long> _writes;
    private readonly Histogram<double> _operations;
    private readonly Histogram<double> _appends;
    private readonly Counter<long> _drafts;
    private readonly Histogram<double> _storeUses;
    private readonly Counter<long> _storeErrors;

    /// <param name="meters">Makes the meter, which belongs to the host.</param>
    /// <param name="time">The clock.</param>
    public ChangesMeter(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _meter = meters.Create(Name);
        _writes = _meter.CreateCounter<long>("adminportal.writes", "{write}", "Changes that came to an end, by what became of them.");
        _operations = _meter.CreateHistogram("adminportal.operation.duration", "s", "A save, creation or deletion from beginning to end, the API's time and all waits included.", advice: Slow);
        _appends = _meter.CreateHistogram("adminportal.journal.append.duration", "s", "One append to the journal, from asking to being on the disk.", advice: Quick);
        _drafts = _meter.CreateCounter<long>("adminportal.drafts", "{draft}", "What was done with drafts.");
        _storeUses = _meter.CreateHistogram("db.client.operation.duration", "s", "One use of the store: a read, or a whole transaction.", advice: Quick);
        _storeErrors = _meter.CreateCounter<long>("adminportal.store.errors", "{error}", "Uses of the store that failed.");
    }

    /// <summary>To be handed to what measures a time.</summary>
    internal long Now => _time.GetTimestamp();

    /// <summary>Has a collector ask how many outcomes wait in memory for the store.</summary>
    internal void WatchWaiting(Func<int> outcomes) => _meter.CreateObservableGauge(
        "adminportal.journal.outcomes.waiting", () => (long)outcomes(), "{outcome}", "Outcomes that wait in memory for the store.");

    /// <summary>A change has its outcome.</summary>
    internal void Ended(ChangeIntent intent, JournalEvent outcome)
    {
        if (_writes.Enabled)
        {
            _writes.Add(
                1,
                new KeyValuePair<string, object?>("adminportal.kind", Words.Of(intent.Kind)),
                new("adminportal.operation", Words.Of(intent.Operation.ToString())),
                new("adminportal.outcome", Words.Of(outcome.ToString())));
        }
    }

    /// <summary>An operation has ended.</summary>
    internal void Operated(string kind, string operation, string outcome, long begun)
    {
        if (_operations.Enabled)
        {
            _operations.Record(Since(begun), new KeyValuePair<string, object?>("adminportal.kind", kind), new("adminportal.operation", operation), new("adminportal.outcome", outcome));
        }
    }

    /// <summary>The journal was appended to, or could not be.</summary>
    internal void Appended(string entry, long begun, Exception? problem)
    {
        if (_appends.Enabled)
        {
            KeyValuePair<string, object?> what = new("adminportal.journal.entry", entry);
            if (problem is null)
            {
                _appends.Record(Since(begun), what);
            }
            else
            {
                _appends.Record(Since(begun), what, new("error.type", ErrorOf(problem)));
            }
        }
    }

    /// <summary>Something was done with a draft.</summary>
    internal void Drafted(string operation, string outcome, long number = 1)
    {
        if (_drafts.Enabled && number > 0)
        {
            _drafts.Add(number, new KeyValuePair<string, object?>("adminportal.operation", operation), new("adminportal.outcome", outcome));
        }
    }

    /// <summary>The store was used.</summary>
    internal void StoreUsed(string system, string operation, long begun, Exception? problem)
    {
        if (_storeUses.Enabled)
        {
            KeyValuePair<string, object?> what = new("db.operation.name", operation);
            if (problem is null)
            {
                _storeUses.Record(Since(begun), what, new("db.system.name", system));
            }
            else
            {
                _storeUses.Record(Since(begun), what, new("db.system.name", system), new("error.type", ErrorOf(problem)));
            }
        }
    }

    /// <summary>The store failed.</summary>
    internal void StoreFailed(string system, Exception problem)
    {
        if (_storeErrors.Enabled)
        {
            _storeErrors.Add(1, new KeyValuePair<string, object?>("db.system.name", system), new("error.type", ErrorOf(problem)));
        }
    }

    /// <summary>The database's own code where it gave one, as OpenTelemetry's conventions ask for; never its words, which can quote values.</summary>
    private static string ErrorOf(Exception problem) => problem is DbException { SqlState: { Length: > 0 } state } ? state : problem.GetType().FullName!;

    private double Since(long begun) => _time.GetElapsedTime(begun).TotalSeconds;
}
