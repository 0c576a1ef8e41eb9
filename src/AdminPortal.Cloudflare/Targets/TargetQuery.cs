namespace AdminPortal.Cloudflare.Targets;

/// <summary>Filters, order and page of a target list (reference 2.1); filters are ANDed by the API.</summary>
public sealed record TargetQuery
{
    /// <summary>The most targets that one page holds.</summary>
    public const int LargestPage = 1000;

    /// <summary>Exact hostname.</summary>
    public string? Hostname { get; init; }

    /// <summary>Part of the hostname.</summary>
    public string? HostnameContains { get; init; }

    /// <summary>UUID of a virtual network.</summary>
    public string? VirtualNetworkId { get; init; }

    /// <summary>Exact IPv4 address.</summary>
    public string? IpV4 { get; init; }

    /// <summary>Exact IPv6 address.</summary>
    public string? IpV6 { get; init; }

    /// <summary>Address with <c>*</c> as wildcard.</summary>
    public string? IpLike { get; init; }

    /// <summary>Any of these addresses; the parameter is repeated.</summary>
    public IReadOnlyList<string> Ips { get; init; } = [];

    /// <summary>Any of these ids; the parameter is repeated.</summary>
    public IReadOnlyList<string> TargetIds { get; init; } = [];

    /// <summary><c>key:value</c> pairs; the parameter is repeated.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>First and last address of an IPv4 range; both or none.</summary>
    public (string Start, string End)? Ipv4Range { get; init; }

    /// <summary>First and last address of an IPv6 range; both or none.</summary>
    public (string Start, string End)? Ipv6Range { get; init; }

    /// <summary>Created at or before.</summary>
    public DateTimeOffset? CreatedBefore { get; init; }

    /// <summary>Created at or after.</summary>
    public DateTimeOffset? CreatedAfter { get; init; }

    /// <summary>Modified at or before.</summary>
    public DateTimeOffset? ModifiedBefore { get; init; }

    /// <summary>Modified at or after.</summary>
    public DateTimeOffset? ModifiedAfter { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>1 to 1000.</summary>
    public int PerPage { get; init; } = 50;

    /// <summary><c>hostname</c>, <c>created_at</c> or <c>tag:KEY</c>.</summary>
    public string? Order { get; init; }

    /// <summary>Whether the order is turned round.</summary>
    public bool Descending { get; init; }

    /// <summary>The query in one text that no other query has.</summary>
    public string ToText() => string.Join('&', ToParameters().SelectMany(parameter =>
        (parameter.Value as IEnumerable<string> ?? [$"{parameter.Value}"]).Select(value => $"{parameter.Key}={Uri.EscapeDataString(value)}")));

    /// <summary>The query's parameters in the API's names, absent ones left out.</summary>
    public IDictionary<string, object> ToParameters()
    {
        Dictionary<string, object> parameters = new(StringComparer.Ordinal);
        AddText("hostname", Hostname);
        AddText("hostname_contains", HostnameContains);
        AddText("virtual_network_id", VirtualNetworkId);
        AddText("ip_v4", IpV4);
        AddText("ip_v6", IpV6);
        AddText("ip_like", IpLike);
        AddTime("created_before", CreatedBefore);
        AddTime("created_after", CreatedAfter);
        AddTime("modified_before", ModifiedBefore);
        AddTime("modified_after", ModifiedAfter);
        AddRange("ipv4", Ipv4Range);
        AddRange("ipv6", Ipv6Range);
        AddMany("ips", Ips);
        AddMany("target_ids", TargetIds);
        AddMany("tag", Tags);
        AddText("order", Order);
        AddText("direction", Order is null ? null : Descending ? "desc" : "asc");
        parameters["page"] = Page;
        parameters["per_page"] = PerPage;
        return parameters;

        void AddText(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parameters[name] = value;
            }
        }

        void AddTime(string name, DateTimeOffset? value) => AddText(name, value?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"));

        void AddRange(string family, (string Start, string End)? range)
        {
            AddText($"{family}_start", range?.Start);
            AddText($"{family}_end", range?.End);
        }

        void AddMany(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                parameters[name] = values;
            }
        }
    }
}
