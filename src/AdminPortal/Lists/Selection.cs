using AdminPortal.Changes.Batches;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Lists;

/// <summary>What a person has selected in one list, on whatever page: ids and names, nothing more.</summary>
public sealed class Selection
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    /// <summary>How many are selected.</summary>
    public int Count => _names.Count;

    /// <summary>Whether no more can be selected.</summary>
    public bool IsFull => Count >= BatchLimits.Most;

    /// <summary>The ids, in the order in which they were selected.</summary>
    public IReadOnlyList<string> Ids => [.. _names.Keys];

    /// <summary>Whether a resource is selected.</summary>
    public bool Has(string id) => _names.ContainsKey(id);

    /// <summary>The name that a selected resource had in the list.</summary>
    public string NameOf(string id) => _names.GetValueOrDefault(id, id);

    /// <summary>Selects a resource, or no longer; one too many is not selected.</summary>
    public void Set(string id, string name, bool isSelected)
    {
        if (!isSelected)
        {
            _names.Remove(id);
        }
        else if (!IsFull)
        {
            _names[id] = name;
        }
    }

    /// <summary>Selects nothing.</summary>
    public void Clear() => _names.Clear();
}

/// <summary>The selections of one circuit: one for each kind, all of one account.</summary>
public sealed class Selections
{
    private readonly Dictionary<ResourceKind, Selection> _ofKind = [];
    private string? _accountId;

    /// <summary>The selection in a kind's list. With another account all selections are dropped.</summary>
    public Selection Of(string accountId, ResourceKind kind)
    {
        if (_accountId != accountId)
        {
            _ofKind.Clear();
            _accountId = accountId;
        }

        if (!_ofKind.TryGetValue(kind, out var selection))
        {
            _ofKind[kind] = selection = new();
        }

        return selection;
    }
}
