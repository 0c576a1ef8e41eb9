using System.Text.Json.Nodes;

namespace AdminPortal.Tests.Faults;

/// <summary>A fault of the table as an order for the sandbox.</summary>
internal static class SandboxOrder
{
    /// <summary>The order, for any request and without end; null where the fault is none of the API's.</summary>
    public static JsonObject? Of(Way way) => way switch
    {
        Way.Answer said => new()
        {
            ["status"] = said.Status,
            ["retryAfter"] = said.RetryAfter,
            ["body"] = said.Body.StartsWith('{') ? JsonNode.Parse(said.Body) : said.Body,
        },
        Way.Cut cut => new() { ["cut"] = cut.AfterActing ? "after-write" : "before-write" },
        Way.EmptyBody => new() { ["loss"] = "all" },
        Way.HalfBody => new() { ["loss"] = "half" },
        Way.Mislabelled mislabelled => new() { ["contentType"] = mislabelled.ContentType },
        Way.SlowBody { InTime: true } => new() { ["slowBodyMs"] = 20 },
        Way.SlowBody => new() { ["slowBodyMs"] = 3_600_000 },
        Way.NoSuchHost or Way.ForeignCertificate => null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
