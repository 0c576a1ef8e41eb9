using System.Text.Json.Nodes;

namespace AdminPortal.Sandbox.Envelope;

/// <summary>An entry of <c>errors</c> or <c>messages</c>.</summary>
internal sealed record ApiError(int Code, string Message)
{
    public string? DocumentationUrl { get; init; }

    /// <summary>JSON pointer into the body of the request.</summary>
    public string? Pointer { get; init; }

    /// <summary>Nested causes. No schema mentions them, live answers carry them.</summary>
    public IReadOnlyList<ApiError> Chain { get; init; } = [];

    public JsonObject ToNode()
    {
        var node = new JsonObject { ["code"] = Code, ["message"] = Message };
        if (DocumentationUrl is not null)
            node["documentation_url"] = DocumentationUrl;
        if (Pointer is not null)
            node["source"] = new JsonObject { ["pointer"] = Pointer };
        if (Chain.Count > 0)
            node["error_chain"] = new JsonArray([.. Chain.Select(cause => cause.ToNode())]);
        return node;
    }
}
