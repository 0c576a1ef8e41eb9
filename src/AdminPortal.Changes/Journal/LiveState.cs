using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Changes.Journal;

/// <summary>What was found when the resource of an open change was read again.</summary>
public abstract record LiveState
{
    private LiveState()
    {
    }

    /// <summary>It was read.</summary>
    /// <param name="Kind">The kind, by whose fields values compare.</param>
    /// <param name="Resources">The resource, or nothing where it is gone; for a creation, everything of the kind that may be it.</param>
    public sealed record Read(ResourceKind Kind, IReadOnlyList<LiveResource> Resources) : LiveState;

    /// <summary>It could not be read; the change stays open.</summary>
    /// <param name="Why">The reason, as a sentence.</param>
    public sealed record NotRead(string Why) : LiveState;
}

/// <summary>A resource as it is now.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Input">Its input.</param>
public sealed record LiveResource(string Id, string? Name, JsonObject Input);
