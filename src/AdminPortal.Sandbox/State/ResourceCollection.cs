using System.Collections.Concurrent;

namespace AdminPortal.Sandbox.State;

/// <summary>The resources of one kind in one account, in the order of their creation.</summary>
internal sealed class ResourceCollection(Lock gate, Action changed)
{
    private readonly OrderedDictionary<string, Resource> _resources = new(StringComparer.OrdinalIgnoreCase);
    private Snapshot? _snapshot;

    public Resource? Find(string id)
    {
        lock (gate)
            return _resources.GetValueOrDefault(id);
    }

    public Snapshot Read()
    {
        lock (gate)
            return _snapshot ??= new Snapshot([.. _resources.Values]);
    }

    public void Put(Resource resource)
    {
        lock (gate)
        {
            _resources[resource.Id] = resource;
            Touch();
        }
    }

    public bool Remove(string id)
    {
        lock (gate)
        {
            var removed = _resources.Remove(id);
            if (removed)
                Touch();
            return removed;
        }
    }

    /// <summary>Removes many in one pass; one by one would move the rest of a large collection each time.</summary>
    public void RemoveAll(IReadOnlySet<string> ids)
    {
        lock (gate)
        {
            var kept = _resources.Values.Where(resource => !ids.Contains(resource.Id)).ToArray();
            _resources.Clear();
            foreach (var resource in kept)
                _resources[resource.Id] = resource;
            Touch();
        }
    }

    private void Touch()
    {
        _snapshot = null;
        changed();
    }
}

/// <summary>All resources of a collection at one moment.</summary>
internal sealed class Snapshot(Resource[] resources)
{
    private readonly ConcurrentDictionary<string, Resource[]> _orders = new();

    public IReadOnlyList<Resource> Resources => resources;

    /// <summary>The resources in an order that is computed once per snapshot. <paramref name="name"/> must come from a fixed set.</summary>
    public IReadOnlyList<Resource> In(string name, Func<IEnumerable<Resource>, IEnumerable<Resource>> order)
        => _orders.GetOrAdd(name, _ => [.. order(resources)]);
}
