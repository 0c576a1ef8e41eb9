using System.Net;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Envelope;

/// <summary>What an operation answers, before it becomes the envelope.</summary>
internal sealed record Reply(HttpStatusCode Status)
{
    public JsonNode? Result { get; init; }

    public JsonObject? ResultInfo { get; init; }

    public IReadOnlyList<ApiError> Errors { get; init; } = [];

    public IReadOnlyList<ApiError> Messages { get; init; } = [];

    public static Reply Ok(JsonNode? result) => new(HttpStatusCode.OK) { Result = result };

    public static Reply Ok(Resource resource) => Ok(resource.ToNode());

    public static Reply Created(Resource resource) => new(HttpStatusCode.Created) { Result = resource.ToNode() };

    public static Reply List(IEnumerable<Resource> resources) => Ok(ToArray(resources));

    public static Reply Page(IEnumerable<Resource> resources, int page, int perPage, int total)
    {
        var result = ToArray(resources);
        return Ok(result) with
        {
            ResultInfo = new JsonObject
            {
                ["count"] = result.Count,
                ["page"] = page,
                ["per_page"] = perPage,
                ["total_count"] = total,
                ["total_pages"] = (total + perPage - 1) / perPage,
            },
        };
    }

    /// <summary>A list without page parameters whose schema still carries <c>result_info</c> (reference 1.6).</summary>
    public static Reply SinglePage(IReadOnlyCollection<Resource> resources)
        => Page(resources, page: 1, perPage: Math.Max(resources.Count, 1), resources.Count);

    public static Reply Refused(HttpStatusCode status, params IReadOnlyList<ApiError> errors) => new(status) { Errors = errors };

    public static Reply BadRequest(params IReadOnlyList<ApiError> errors) => Refused(HttpStatusCode.BadRequest, errors);

    public static Reply NotFound(string what)
        => Refused(HttpStatusCode.NotFound, new ApiError(ErrorCode.NotFound, $"{what} not found."));

    /// <summary>A path that leads nowhere, a malformed id in it included (reference section 8, codes 7003 and 7000).</summary>
    public static Reply Unroutable(string path) => Refused(
        HttpStatusCode.NotFound,
        new ApiError(ErrorCode.CouldNotRoute, $"Could not route to {path}, perhaps your object identifier is invalid?"),
        new ApiError(ErrorCode.NoRoute, "No route for that URI"));

    public JsonObject ToEnvelope()
    {
        var envelope = new JsonObject
        {
            ["success"] = Errors.Count == 0,
            ["errors"] = new JsonArray([.. Errors.Select(error => error.ToNode())]),
            ["messages"] = new JsonArray([.. Messages.Select(message => message.ToNode())]),
            ["result"] = Result,
        };
        if (ResultInfo is not null)
            envelope["result_info"] = ResultInfo;
        return envelope;
    }

    private static JsonArray ToArray(IEnumerable<Resource> resources) => new([.. resources.Select(resource => resource.ToNode())]);
}
