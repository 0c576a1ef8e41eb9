using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdminPortal.Sandbox.State;

/// <summary>One stored object. Immutable, so that readers need no lock; a change stores another one.</summary>
internal sealed class Resource(string id, JsonElement json)
{
    private object? _view;

    public Resource(string id, JsonObject json)
        : this(id, JsonSerializer.SerializeToElement(json, JsonTypes.Default.JsonObject))
    {
    }

    public string Id { get; } = id;

    public JsonElement Json { get; } = json;

    /// <summary>A copy that a handler may change or put into an answer.</summary>
    public JsonObject ToNode() => JsonObject.Create(Json)!;

    /// <summary>The parsed form that filters and rules work on, made at most once (a race makes it twice, to the same effect).</summary>
    public TView As<TView>(Func<Resource, TView> read)
        where TView : class
        => (TView)(_view ??= read(this));
}
