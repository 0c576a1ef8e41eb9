using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Rules;

namespace AdminPortal.Changes.Batches.Lines;

/// <summary>One pasted line that stands for a new target.</summary>
/// <param name="Number">The line's number in the text, from 1.</param>
/// <param name="Cells">What stands in its columns.</param>
/// <param name="Input">The input that it makes.</param>
/// <param name="Findings">What is to be said about it; an empty pointer speaks of the line as a whole.</param>
public sealed record TargetLine(int Number, TargetCells Cells, JsonObject Input, IReadOnlyList<RuleFinding> Findings)
{
    /// <summary>Whether something about it forbids sending it.</summary>
    public bool IsBlocked => Findings.Any(finding => finding.Severity == RuleSeverity.Error);
}

/// <summary>The columns of a line, as they were typed; empty where nothing was.</summary>
/// <param name="Hostname">The hostname.</param>
/// <param name="Ipv4">The IPv4 address.</param>
/// <param name="Ipv6">The IPv6 address.</param>
/// <param name="Network">The virtual network of both addresses, by name or id.</param>
public sealed record TargetCells(string Hostname, string Ipv4, string Ipv6, string Network);
