using System.Text.Json;
using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Routing;

/// <summary>One request that found its operation.</summary>
internal sealed record ApiCall(HttpContext Http, World World, AccountState? VisibleAccount, JsonElement Body)
{
    /// <summary>The account of the path; only operations below <c>accounts/{account_id}</c> have one.</summary>
    public AccountState Account => VisibleAccount ?? throw new InvalidOperationException("This operation has no account in its path.");

    public IQueryCollection Query => Http.Request.Query;

    public DateTimeOffset Now => World.Time.GetUtcNow();

    public string Path => Http.Request.Path;

    public string RouteValue(string name) => (string)Http.Request.RouteValues[name]!;

    public bool HasTrueHeader(string name) => string.Equals(Http.Request.Headers[name], "true", StringComparison.OrdinalIgnoreCase);
}
