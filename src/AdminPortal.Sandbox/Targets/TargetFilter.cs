using System.Net;
using System.Text.RegularExpressions;
using AdminPortal.Sandbox.Net;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Targets;

/// <summary>The filters of the list, all of which must hold (reference 2.1). Values of one repeatable filter are alternatives, except tags.</summary>
internal sealed class TargetFilter
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);
    private readonly List<Func<TargetView, bool>> _conditions = [];
    private readonly HashSet<string> _ids;

    public TargetFilter(QueryReader query)
    {
        if (query.Text("hostname") is { } hostname)
            _conditions.Add(target => target.Hostname.Equals(hostname, StringComparison.OrdinalIgnoreCase));
        if (query.Text("hostname_contains") is { } part)
            _conditions.Add(target => target.Hostname.Contains(part, StringComparison.OrdinalIgnoreCase));
        if (query.Id("virtual_network_id") is { } network)
            _conditions.Add(target => target.Addresses.Any(address => address.Network == network));
        if (query.IPv4("ip_v4") is { } ipv4)
            _conditions.Add(target => ipv4.Equals(target.IPv4?.Address));
        if (query.IPv6("ip_v6") is { } ipv6)
            _conditions.Add(target => ipv6.Equals(target.IPv6?.Address));
        if (query.AnyAddresses("ips") is { Count: > 0 } addresses)
            AddAddresses(addresses);
        if (query.Text("ip_like") is { } pattern)
            AddWildcard(pattern);
        AddRange(query, "ipv4", query.IPv4, target => target.IPv4);
        AddRange(query, "ipv6", query.IPv6, target => target.IPv6);
        AddDates(query, "created", target => target.Created);
        AddDates(query, "modified", target => target.Modified);
        AddTags(query);
        _ids = query.Ids("target_ids").Select(id => id.ToString()).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public bool Accepts(Resource resource)
        => (_ids.Count == 0 || _ids.Contains(resource.Id)) && (_conditions.Count == 0 || MeetsAll(TargetView.Of(resource)));

    private bool MeetsAll(TargetView target) => _conditions.TrueForAll(condition => condition(target));

    private void AddAddresses(IReadOnlyList<IPAddress> addresses)
    {
        var wanted = addresses.ToHashSet();
        _conditions.Add(target => target.Addresses.Any(address => wanted.Contains(address.Address)));
    }

    /// <summary>Tried on the address as it is stored and on its short form, since answers carry either.</summary>
    private void AddWildcard(string pattern)
    {
        var expression = new Regex(
            "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$",
            RegexOptions.IgnoreCase | RegexOptions.NonBacktracking,
            PatternTimeout);
        _conditions.Add(target => target.Addresses.Any(address => expression.IsMatch(address.Text) || expression.IsMatch(address.Address.ToString())));
    }

    private void AddRange(QueryReader query, string family, Func<string, IPAddress?> read, Func<TargetView, TargetAddress?> select)
    {
        var (startName, endName) = ($"{family}_start", $"{family}_end");
        var (start, end) = (read(startName), read(endName));
        if (query.Text(startName) is null != query.Text(endName) is null)
            query.Refuse(query.Text(startName) is null ? startName : endName, $"given together with {(query.Text(startName) is null ? endName : startName)}");
        if (start is null || end is null)
            return;
        var (first, last) = (Addresses.Rank(start), Addresses.Rank(end));
        _conditions.Add(target => select(target) is { } address && address.Rank >= first && address.Rank <= last);
    }

    private void AddDates(QueryReader query, string stamp, Func<TargetView, DateTimeOffset> select)
    {
        if (query.Date($"{stamp}_before") is { } before)
            _conditions.Add(target => select(target) <= before);
        if (query.Date($"{stamp}_after") is { } after)
            _conditions.Add(target => select(target) >= after);
    }

    private void AddTags(QueryReader query)
    {
        foreach (var tag in query.All("tag"))
        {
            var colon = tag.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon == tag.Length - 1)
            {
                query.Refuse("tag", "key:value, neither of them empty");
                continue;
            }

            var (key, value) = (tag[..colon], tag[(colon + 1)..]);
            _conditions.Add(target => target.Tags.TryGetValue(key, out var actual) && actual == value);
        }
    }
}
