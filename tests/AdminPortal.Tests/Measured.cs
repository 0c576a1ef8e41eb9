using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AdminPortal.Tests;

/// <summary>A host's meters and somebody who listens to all of them, and to no other host's.</summary>
public sealed class Measured : IMeterFactory
{
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _all = new();
    private readonly ConcurrentBag<Meter> _meters = [];
    private readonly MeterListener _listener = new();

    /// <summary>Listens from now on.</summary>
    public Measured()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, this))
            {
                Instruments.Add(instrument);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything that can be measured.</summary>
    public ConcurrentBag<Instrument> Instruments { get; } = [];

    /// <inheritdoc/>
    public Meter Create(MeterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Meter meter = new(new MeterOptions(options.Name) { Version = options.Version, Tags = options.Tags, Scope = this });
        _meters.Add(meter);
        return meter;
    }

    /// <summary>The attributes of each measurement of an instrument, in the order of their names.</summary>
    public IReadOnlyList<string> TagsOf(string instrument) => [.. _all.Where(one => one.Name == instrument).Select(one => one.Tags)];

    /// <summary>The measurements of an instrument.</summary>
    public IReadOnlyList<double> ValuesOf(string instrument) => [.. _all.Where(one => one.Name == instrument).Select(one => one.Value)];

    /// <summary>What the instruments say that are asked, with their attributes.</summary>
    public IReadOnlyList<string> Ask(string instrument)
    {
        _all.Clear();
        _listener.RecordObservableInstruments();
        return [.. _all.Where(one => one.Name == instrument).Select(one => $"{one.Value} {one.Tags}".TrimEnd())];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        foreach (var meter in _meters)
        {
            meter.Dispose();
        }
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _all.Enqueue((instrument.Name, value, string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))));
}
