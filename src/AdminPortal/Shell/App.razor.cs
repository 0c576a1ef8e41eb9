using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace AdminPortal.Shell;

/// <summary>The document around every page.</summary>
public partial class App
{
    private static readonly InteractiveServerRenderMode Interactive = new(prerender: false);

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    /// <summary>Sign-in is plain HTML; everything else is interactive. Nothing is prerendered: it would ask the API for everything twice.</summary>
    private IComponentRenderMode? Mode => HttpContext.AcceptsInteractiveRouting() ? Interactive : null;

    /// <summary>The person's choice, or the system's where none was made; portal.js writes the cookie.</summary>
    private string Theme => HttpContext.Request.Cookies["theme"] is "light" or "dark" ? HttpContext.Request.Cookies["theme"]! : "system";

    private string LightMedia => Theme == "system" ? "(prefers-color-scheme: light)" : "all";

    private string DarkMedia => Theme == "system" ? "(prefers-color-scheme: dark)" : "all";

    private string Here => HttpContext.Request.Path + HttpContext.Request.QueryString;
}
