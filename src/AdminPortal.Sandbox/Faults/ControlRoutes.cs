using System.Text.Json;
using System.Text.RegularExpressions;
using AdminPortal.Sandbox.RateLimit;
using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Faults;

/// <summary>The endpoints for tests, outside the API: faults, the request log, raw state, reset.</summary>
internal static class ControlRoutes
{
    public static void MapControl(this IEndpointRouteBuilder endpoints, World world, FaultBox faults, RequestLog log, RateWindow window)
    {
        endpoints.MapMethods("/sandbox/faults", ["GET"], context => WriteAsync(context, faults.List(), FaultTypes.Default.IReadOnlyListFault));
        endpoints.MapMethods("/sandbox/faults", ["POST"], context => AddFaultAsync(context, faults));
        endpoints.MapMethods("/sandbox/faults", ["DELETE"], context => Done(context, faults.Clear));
        endpoints.MapMethods("/sandbox/requests", ["GET"], context => WriteAsync(context, log.List(), FaultTypes.Default.IReadOnlyListRequestRecord));
        endpoints.MapMethods("/sandbox/requests", ["DELETE"], context => Done(context, log.Clear));
        endpoints.MapMethods("/sandbox/reset", ["POST"], context => Done(context, () =>
        {
            world.Reset();
            faults.Clear();
            log.Clear();
            window.Reset();
        }));
        endpoints.MapMethods("/sandbox/state/{account}/{kind}/{id}", ["GET", "PUT", "DELETE"], context => RawStateAsync(context, world));
    }

    private static async Task AddFaultAsync(HttpContext context, FaultBox faults)
    {
        try
        {
            faults.Add((await context.Request.ReadFromJsonAsync(FaultTypes.Default.Fault, context.RequestAborted))!);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (Exception malformed) when (malformed is JsonException or RegexParseException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(malformed.Message, context.RequestAborted);
        }
    }

    private static async Task RawStateAsync(HttpContext context, World world)
    {
        var (kind, id) = ((string)context.Request.RouteValues["kind"]!, (string)context.Request.RouteValues["id"]!);
        var account = world.FindAccount((string)context.Request.RouteValues["account"]!);
        var resource = account?.Has(kind) == true ? account[kind].Find(id) : null;
        var isPut = HttpMethods.IsPut(context.Request.Method);
        if (account?.Has(kind) != true || (resource is null && !isPut))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (isPut)
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            account[kind].Put(new Resource(id, body.RootElement.Clone()));
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (HttpMethods.IsDelete(context.Request.Method))
        {
            account[kind].Remove(id);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(resource!.Json.GetRawText(), context.RequestAborted);
        }
    }

    private static Task WriteAsync<T>(HttpContext context, T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        => context.Response.WriteAsJsonAsync(value, type, contentType: null, context.RequestAborted);

    private static Task Done(HttpContext context, Action action)
    {
        action();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
