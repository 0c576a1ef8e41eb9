namespace AdminPortal.Sandbox.State;

/// <summary>Everything stored for one account, behind one lock.</summary>
internal sealed class AccountState(SandboxAccount account)
{
    private readonly Dictionary<string, ResourceCollection> _collections = new(StringComparer.Ordinal);

    public SandboxAccount Account { get; } = account;

    /// <summary>Held by a write from its first read to its last store, so that no other write comes between.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Counts stores and removals: tells whether a write landed. Read it inside <see cref="Gate"/>.</summary>
    public long Version { get; private set; }

    public ResourceCollection this[string kind]
    {
        get
        {
            lock (Gate)
            {
                if (!_collections.TryGetValue(kind, out var collection))
                    _collections[kind] = collection = new ResourceCollection(Gate, () => Version++);
                return collection;
            }
        }
    }

    public bool Has(string kind)
    {
        lock (Gate)
            return _collections.ContainsKey(kind);
    }
}
