using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Changes.Batches.Lines;

/// <summary>
/// Pasted lines that stand for new targets: hostname, IPv4 address, IPv6 address, virtual network (<see cref="LineFormat"/>). Empty lines and
/// those that begin with <c>#</c> are left out; the first other one may be a header, whose order then counts.
/// </summary>
/// <param name="Lines">The lines, each with what is to be said about it; the first <see cref="BatchLimits.Most"/> of them.</param>
/// <param name="Count">How many lines there are.</param>
public sealed record TargetSheet(IReadOnlyList<TargetLine> Lines, int Count)
{
    private const string Ipv4 = "/ip/ipv4";
    private const string Ipv6 = "/ip/ipv6";

    private static readonly HashSet<string> NothingAnyway = [];

    /// <summary>The lines by their text, before they were compared with each other; and what they were read with.</summary>
    private (NetworkNames? Networks, string Order, IReadOnlyDictionary<string, TargetLine> Lines) Known { get; init; }

    /// <summary>Nothing pasted.</summary>
    public static TargetSheet Empty { get; } = new([], 0);

    /// <summary>Whether there are more lines than one batch takes.</summary>
    public bool IsTooLong => Count > BatchLimits.Most;

    /// <summary>Whether it can be sent.</summary>
    public bool IsReady => Count > 0 && !IsTooLong && !Lines.Any(line => line.IsBlocked);

    /// <summary>Reads lines.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="networks">The account's virtual networks.</param>
    /// <param name="before">The same text before its last edit: only what has changed since is read anew.</param>
    public static TargetSheet Read(string text, NetworkNames networks, TargetSheet? before = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(networks);
        var raw = text.ReplaceLineEndings("\n").TrimStart('\uFEFF').Split('\n')
            .Select((line, index) => (Text: line, Number: index + 1))
            .Where(line => !string.IsNullOrWhiteSpace(line.Text) && !line.Text.TrimStart().StartsWith('#'))
            .ToList();
        var header = raw.Count > 0 && LineFormat.Split(raw[0].Text) is { } first ? LineFormat.Header(first) : null;
        var order = header ?? LineFormat.UsualOrder;
        var data = raw.Skip(header is null ? 0 : 1).ToList();
        var known = before is not null && before.Known.Networks == networks && before.Known.Order == string.Join(',', order) ? before.Known.Lines : null;
        Dictionary<string, TargetLine> read = new(StringComparer.Ordinal);
        var lines = data.Take(BatchLimits.Most).Select(line => (read[line.Text] = known?.GetValueOrDefault(line.Text) ?? ReadLine(line.Number, line.Text, order, networks)) with { Number = line.Number }).ToList();
        return new(WithDuplicates(lines, networks), data.Count) { Known = (networks, string.Join(',', order), read) };
    }

    /// <summary>Lines that read as these again, those that are set aside as comments.</summary>
    public static string Write(IEnumerable<TargetLine> lines, IEnumerable<TargetLine> setAside) =>
        LineFormat.Write(lines.Select(line => line.Cells)) + string.Concat(setAside.Select(line => $"# {LineFormat.Write(line.Cells)}"));

    private static TargetLine ReadLine(int number, string text, IReadOnlyList<int> order, NetworkNames networks)
    {
        if (LineFormat.Split(text) is not { } split)
        {
            return new(number, new(LineFormat.Tidy(text), "", "", ""), [], [new("", "A quotation mark is not closed, or something stands after it.", RuleSeverity.Error)]);
        }

        var (cells, beyond) = LineFormat.Arrange(text, split, order);
        List<RuleFinding> findings = [];
        if (beyond.Count > 0)
        {
            findings.Add(new("", $"More than a line can hold: {string.Join(", ", beyond)}. It has a hostname, one IPv4 address, one IPv6 address and one virtual network.", RuleSeverity.Error));
        }

        string? network = null;
        if (cells.Network.Length > 0)
        {
            (network, var problem) = networks.Find(cells.Network);
            problem ??= cells.Ipv4.Length + cells.Ipv6.Length == 0 ? "A virtual network is that of an address, and there is none in this line." : null;
            if (problem is not null)
            {
                findings.Add(new($"{(cells.Ipv4.Length == 0 && cells.Ipv6.Length > 0 ? Ipv6 : Ipv4)}/virtual_network_id", problem, RuleSeverity.Error));
            }
        }

        var input = InputOf(cells, network);
        return new(number, cells, input, [.. findings, .. RuleCheck.Run(TargetKind.Instance, input, baseline: null, RuleContext.Empty, NothingAnyway)]);
    }

    private static JsonObject InputOf(TargetCells cells, string? network)
    {
        var input = TargetKind.Instance.ToJson(new() { Hostname = cells.Hostname, Ip = new() });
        foreach (var (family, address) in new[] { (Ipv4, cells.Ipv4), (Ipv6, cells.Ipv6) }.Where(side => side.Item2.Length > 0))
        {
            JsonPointer.Write(input, $"{family}/ip_addr", address);
            if (network is not null)
            {
                JsonPointer.Write(input, $"{family}/virtual_network_id", network);
            }
        }

        return input;
    }

    /// <summary>An address may stand once in a virtual network (reference 2.2).</summary>
    private static List<TargetLine> WithDuplicates(List<TargetLine> lines, NetworkNames networks)
    {
        Dictionary<(System.Net.IPAddress Address, string Network), int> first = [];
        return [.. lines.Select(line => line with { Findings = [.. line.Findings, .. new[] { Ipv4, Ipv6 }.Select(family => DuplicateOf(line, family)).OfType<RuleFinding>()] })];

        RuleFinding? DuplicateOf(TargetLine line, string family)
        {
            var network = JsonPointer.ReadText(line.Input, $"{family}/virtual_network_id") ?? (line.Cells.Network.Length == 0 ? networks.Default ?? "" : null);
            if (network is null || Address.Any(JsonPointer.ReadText(line.Input, $"{family}/ip_addr")) is not { } address)
            {
                return null;
            }

            return first.TryAdd((address, network.ToUpperInvariant()), line.Number)
                ? null
                : new($"{family}/ip_addr", $"Line {first[(address, network.ToUpperInvariant())]} has the same address in the same virtual network: a target's address is unique there.", RuleSeverity.Error);
        }
    }
}
