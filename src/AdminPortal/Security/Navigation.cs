namespace AdminPortal.Security;

/// <summary>Tells a browser that opens a page from scripts and sockets, which cannot sign in: they would follow the way and learn nothing.</summary>
internal static class Navigation
{
    public static bool IsMeantBy(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase)
        && request.Headers["Sec-Fetch-Mode"].ToString() is "" or "navigate";
}
