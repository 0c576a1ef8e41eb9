using System.Text.Json.Nodes;

namespace AdminPortal.Cloudflare.Kinds;

/// <summary>What a kind knows of its resources, whatever their input's type.</summary>
/// <typeparam name="TResource">One object of the kind as the API returns it.</typeparam>
public interface IResourceKind<in TResource>
{
    /// <summary>The resource's identifier.</summary>
    string IdOf(TResource resource);

    /// <summary>The resource's name for people.</summary>
    string NameOf(TResource resource);

    /// <summary>A resource's writable fields as JSON.</summary>
    JsonObject InputOf(TResource resource);
}
