namespace AdminPortal.Changes.Writes;

/// <summary>The locks of one process.</summary>
internal sealed class ResourceLocks : IResourceLocks
{
    private readonly Dictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> HoldAsync(string account, string kind, IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        // In the order of their names, so that two that want the same ones do not wait for each other.
        Held held = new(this);
        try
        {
            foreach (var name in Names(account, kind, ids))
            {
                await EnterAsync(name, cancellationToken);
                held.Add(name);
            }

            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    /// <summary>What is locked, each once and in the order in which everybody locks it.</summary>
    internal static IEnumerable<string> Names(string account, string kind, IEnumerable<string> ids) =>
        ids.Select(id => $"{account}/{kind}/{id}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>How many resources are held or waited for.</summary>
    internal int Count
    {
        get
        {
            lock (_gates)
            {
                return _gates.Count;
            }
        }
    }

    private async Task EnterAsync(string name, CancellationToken cancellationToken)
    {
        Gate gate;
        lock (_gates)
        {
            gate = _gates.TryGetValue(name, out var found) ? found : _gates[name] = new();
            gate.Wanted++;
        }

        try
        {
            await gate.Semaphore.WaitAsync(cancellationToken);
        }
        catch
        {
            Leave(name, gate);
            throw;
        }
    }

    private void Release(string name)
    {
        Gate gate;
        lock (_gates)
        {
            gate = _gates[name];
        }

        gate.Semaphore.Release();
        Leave(name, gate);
    }

    private void Leave(string name, Gate gate)
    {
        lock (_gates)
        {
            if (--gate.Wanted == 0)
            {
                _gates.Remove(name);
                gate.Semaphore.Dispose();
            }
        }
    }

    private sealed class Gate
    {
        public SemaphoreSlim Semaphore { get; } = new(1);

        public int Wanted { get; set; }
    }

    private sealed class Held(ResourceLocks locks) : IAsyncDisposable
    {
        private readonly List<string> _names = [];

        public void Add(string name) => _names.Add(name);

        public ValueTask DisposeAsync()
        {
            _names.ForEach(locks.Release);
            _names.Clear();
            return ValueTask.CompletedTask;
        }
    }
}
