using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Targets;

/// <summary>Order and direction of the list; without them, the order of creation.</summary>
internal sealed class TargetOrder
{
    private const string TagPrefix = "tag:";
    private readonly string? _order;
    private readonly bool _isDescending;

    public TargetOrder(QueryReader query)
    {
        _order = query.Text("order");
        if (_order is not (null or "hostname" or "created_at") && !(_order.StartsWith(TagPrefix, StringComparison.Ordinal) && _order.Length > TagPrefix.Length))
            query.Refuse("order", "hostname, created_at or tag:<key>");
        _isDescending = query.OneOf("direction", "asc", "desc") == "desc";
    }

    public IEnumerable<Resource> Apply(Snapshot targets)
    {
        if (_order?.StartsWith(TagPrefix, StringComparison.Ordinal) == true)
            return ByTag(targets.Resources, _order[TagPrefix.Length..]);

        var ordered = _order switch
        {
            "hostname" => targets.In("hostname", all => all.OrderBy(target => TargetView.Of(target).Hostname, StringComparer.OrdinalIgnoreCase)),
            "created_at" => targets.In("created_at", all => all.OrderBy(target => TargetView.Of(target).Created)),
            _ => targets.Resources,
        };
        return _isDescending ? ordered.Reverse() : ordered;
    }

    /// <summary>Targets without the tag come last in either direction.</summary>
    private IEnumerable<Resource> ByTag(IReadOnlyList<Resource> targets, string key)
    {
        var tagged = targets.OrderBy(target => !TargetView.Of(target).Tags.ContainsKey(key));
        string? Value(Resource target) => TargetView.Of(target).Tags.GetValueOrDefault(key);
        return _isDescending ? tagged.ThenByDescending(Value, StringComparer.Ordinal) : tagged.ThenBy(Value, StringComparer.Ordinal);
    }
}
