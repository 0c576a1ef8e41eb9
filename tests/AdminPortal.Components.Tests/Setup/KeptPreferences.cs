using System.Collections.Concurrent;
using AdminPortal.Changes.Preferences;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>Preferences in memory, as the store keeps them over circuits.</summary>
internal sealed class KeptPreferences : IPreferences
{
    private readonly ConcurrentDictionary<(string Person, string Name), string> _values = new();

    public int Reads { get; private set; }

    /// <summary>Instead of an answer, where it is set: a store that is broken or slow.</summary>
    public Func<Task>? Instead { get; set; }

    public string? this[string person, string name]
    {
        get => _values.GetValueOrDefault((person, name));
        set => _values[(person, name)] = value!;
    }

    public async Task<string?> ReadAsync(string person, string name, CancellationToken cancellationToken)
    {
        Reads++;
        await (Instead?.Invoke() ?? Task.CompletedTask);
        return this[person, name];
    }

    public async Task WriteAsync(string person, string name, string value, CancellationToken cancellationToken)
    {
        await (Instead?.Invoke() ?? Task.CompletedTask);
        this[person, name] = value;
    }
}
