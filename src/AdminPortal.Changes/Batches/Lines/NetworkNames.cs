using AdminPortal.Cloudflare.Helpers;

namespace AdminPortal.Changes.Batches.Lines;

/// <summary>The account's virtual networks, by name or id.</summary>
/// <param name="networks">The networks, or null where they could not be read.</param>
public sealed class NetworkNames(IReadOnlyList<VirtualNetwork>? networks)
{
    private const int MostNamed = 20;

    private readonly IReadOnlyList<VirtualNetwork> _live = [.. networks?.Where(network => network.DeletedAt is null) ?? []];

    /// <summary>The id of the network that an address without one gets; null where that is not known.</summary>
    public string? Default => _live.FirstOrDefault(network => network.IsDefaultNetwork is true)?.Id;

    /// <summary>The id that a name or id stands for, or why there is none.</summary>
    public (string? Id, string? Problem) Find(string nameOrId)
    {
        if (networks is null)
        {
            return Guid.TryParseExact(nameOrId, "D", out _)
                ? (nameOrId, null)
                : (null, "The virtual networks could not be read, so that no name can be looked up. An id can stand here, or nothing for the default network.");
        }

        List<VirtualNetwork> found =
        [
            .. new Func<VirtualNetwork, bool>[]
            {
                network => string.Equals(network.Id, nameOrId, StringComparison.OrdinalIgnoreCase),
                network => network.Name == nameOrId,
                network => string.Equals(network.Name, nameOrId, StringComparison.OrdinalIgnoreCase),
            }.Select(fits => _live.Where(fits)).FirstOrDefault(fitting => fitting.Any()) ?? [],
        ];
        return found switch
        {
            [var one] => (one.Id, null),
            [] => (null, $"There is no virtual network of this name or id here. There are: {Known}."),
            _ => (null, $"{found.Count} virtual networks have this name: give the id of the right one."),
        };
    }

    /// <summary>The name of a network for people; its id where it has none here.</summary>
    public string NameOf(string id) => networks?.FirstOrDefault(network => string.Equals(network.Id, id, StringComparison.OrdinalIgnoreCase))?.Name ?? id;

    private string Known => _live.Count == 0
        ? "none"
        : string.Join(", ", _live.Select(network => network.Name).Order(StringComparer.OrdinalIgnoreCase).Take(MostNamed)) + (_live.Count > MostNamed ? $" and {_live.Count - MostNamed} more" : "");
}
