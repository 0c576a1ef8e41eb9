using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AdminPortal.Sandbox.Auth;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Faults;
using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Routing;

/// <summary>Declares operations below <c>/client/v4/</c> and runs them: account, body, lock, answer.</summary>
internal sealed partial class ApiRoutes(IEndpointRouteBuilder endpoints, World world)
{
    public const string Prefix = "/client/v4/";

    public void Get(string pattern, Func<ApiCall, Reply> operation) => Map("GET", pattern, expected: null, operation);

    public void Post(string pattern, Func<ApiCall, Reply> operation) => Map("POST", pattern, JsonValueKind.Object, operation);

    public void Put(string pattern, Func<ApiCall, Reply> operation, JsonValueKind expected = JsonValueKind.Object)
        => Map("PUT", pattern, expected, operation);

    public void Patch(string pattern, Func<ApiCall, Reply> operation) => Map("PATCH", pattern, JsonValueKind.Object, operation);

    /// <summary>A body, which some descriptions demand and some clients never send, is ignored.</summary>
    public void Delete(string pattern, Func<ApiCall, Reply> operation) => Map("DELETE", pattern, expected: null, operation);

    private void Map(string method, string pattern, JsonValueKind? expected, Func<ApiCall, Reply> operation)
    {
        var accepted = Permissions.For(method, pattern);
        endpoints.MapMethods(Prefix + pattern, [method], context => InvokeAsync(context, accepted, expected, operation));
    }

    private async Task InvokeAsync(HttpContext context, IReadOnlyList<string> accepted, JsonValueKind? expected, Func<ApiCall, Reply> operation)
        => await context.Response.WriteAsync(await AnswerAsync(context, accepted, expected, operation));

    private async Task<Reply> AnswerAsync(HttpContext context, IReadOnlyList<string> accepted, JsonValueKind? expected, Func<ApiCall, Reply> operation)
    {
        AccountState? account = null;
        if (context.Request.RouteValues.TryGetValue("account_id", out var value) && value is string accountId)
        {
            account = world.FindAccount(accountId);
            if (account is null)
                return UnknownAccount(context.Request.Path, accountId);
        }

        if (!Permissions.Suffice(world.Options.Permissions, accepted))
            return Forbidden();

        JsonElement body = default;
        if (expected is { } kind)
        {
            (body, var refusal) = await RequestBody.ReadAsync(context.Request, kind);
            if (refusal is not null)
                return refusal;
        }

        var call = new ApiCall(context, world, account, body);
        return account is null || HttpMethods.IsGet(context.Request.Method) ? operation(call) : Write(call, account, operation);
    }

    private static Reply Write(ApiCall call, AccountState account, Func<ApiCall, Reply> operation)
    {
        lock (account.Gate)
        {
            var before = account.Version;
            var reply = operation(call);
            if (account.Version != before)
                RequestLog.MarkLanded(call.Http);
            return reply;
        }
    }

    /// <summary>Reference section 8: 7003 for an id that cannot be one, 10000 (403) for one that the credential cannot see.</summary>
    private static Reply UnknownAccount(string path, string accountId) => AccountIdShape().IsMatch(accountId) ? Forbidden() : Reply.Unroutable(path);

    private static Reply Forbidden() => Reply.Refused(HttpStatusCode.Forbidden, new ApiError(ErrorCode.Forbidden, "Forbidden")
    {
        DocumentationUrl = "https://developers.cloudflare.com/fundamentals/api/get-started/create-token/",
    });

    [GeneratedRegex("^[0-9a-fA-F]{32}\\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AccountIdShape();
}
