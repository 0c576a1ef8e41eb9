using System.Text.Encodings.Web;

namespace AdminPortal.Security.Surface;

/// <summary>What somebody reads whose request is refused before a page is there to say it: plain words, and no part of what was asked.</summary>
internal static class Refusals
{
    /// <summary>Why something is refused.</summary>
    /// <param name="Title">In a few words.</param>
    /// <param name="Text">What it means, and what to do next.</param>
    public sealed record Reason(string Title, string Text);

    /// <summary>Says in words what an answer without a body means. What a page says, and what is not found, has its own.</summary>
    public static async Task ExplainAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (IsBare(context.Response) && Words(context.Response.StatusCode) is { } reason)
        {
            await WriteAsync(context, context.Response.StatusCode, reason);
        }
    }

    /// <summary>Says in words that the framework's check of the host refused a request: nothing else outside of <see cref="ExplainAsync"/> does.</summary>
    public static async Task ExplainHostAsync(HttpContext context, RequestDelegate next)
    {
        await next(context);
        if (IsBare(context.Response) && context.Response.StatusCode == StatusCodes.Status400BadRequest)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, new(
                "This console does not go by that name",
                "Open it by its own address. If this is its own address, whoever runs it has to name the host in the setting AllowedHosts."));
        }
    }

    /// <summary>Answers with a status and the page for it.</summary>
    public static Task WriteAsync(HttpContext context, int status) =>
        WriteAsync(context, status, Words(status) ?? throw new ArgumentOutOfRangeException(nameof(status), status, "No words are known for this status."));

    /// <summary>Answers with a status and a page that says why.</summary>
    public static async Task WriteAsync(HttpContext context, int status, Reason reason)
    {
        var (answer, (title, text)) = (context.Response, reason);
        answer.StatusCode = status;
        answer.ContentType = "text/html; charset=utf-8";
        answer.Headers.CacheControl = "no-store";
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await answer.WriteAsync(Page(context.Request.Cookies["theme"], title, text), context.RequestAborted);
        }
    }

    private static bool IsBare(HttpResponse answer) => !answer.HasStarted && answer is { ContentLength: null, ContentType: null };

    private static Reason? Words(int status) => status switch
    {
        StatusCodes.Status400BadRequest => new("The console does not understand this request", "Its address or its form is not as the console expects it. Load the page that you came from again, and begin there."),
        StatusCodes.Status403Forbidden => new("The console refuses this request", "It came from somewhere that the console does not take requests from. Open the console by its own address."),
        StatusCodes.Status405MethodNotAllowed => new("The console does not do that here", "This address is there, but not for this kind of request. Go back, and load the page again."),
        StatusCodes.Status413PayloadTooLarge => new("That was too much at once", "What was sent is larger than the console takes. Nothing of it was kept. Go back, and send less."),
        StatusCodes.Status415UnsupportedMediaType => new("The console cannot read that", "What was sent is not a form. Go back, and load the page again."),
        StatusCodes.Status429TooManyRequests => new("Too many attempts", "There were many sign-ins from your address within a minute. Wait a minute, then load the page again."),
        StatusCodes.Status500InternalServerError => new("Something went wrong in the console itself", "Your last step may not have been carried out. Look at what is there before you repeat it."),
        _ => null,
    };

    /// <summary>It asks for nothing that could itself be refused: without the style sheet it is as readable, in both themes.</summary>
    private static string Page(string? theme, string title, string text) =>
        $"""
        <!DOCTYPE html>
        <html lang="en"{(theme is "light" or "dark" ? $" data-theme=\"{theme}\"" : "")}>
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="{(theme is "light" or "dark" ? theme : "light dark")}" />
            <title>{HtmlEncoder.Default.Encode(title)} · AdminPortal</title>
            <link rel="icon" type="image/svg+xml" href="/icons/portal.svg" />
            <link rel="stylesheet" href="/css/portal.css" />
        </head>
        <body>
            <main class="signin">
                <div class="signin-card">
                    <p class="brand">AdminPortal</p>
                    <h1>{HtmlEncoder.Default.Encode(title)}</h1>
                    <p>{HtmlEncoder.Default.Encode(text)}</p>
                    <p><a href="/">Go to the console</a></p>
                </div>
            </main>
        </body>
        </html>
        """;
}
