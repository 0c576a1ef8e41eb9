using System.Text;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Security;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminPortal.History;

/// <summary>Changes as files, with the filters of the page in the address. Who may see the page may have the file.</summary>
internal static class ExportEndpoints
{
    /// <summary>So many characters are written at a time: what an export of any length holds in memory.</summary>
    private const int Portion = 32 * 1024;

    private const string NothingIsExported = "Nothing is exported";

    public static void MapPortalExports(this IEndpointRouteBuilder app)
    {
        foreach (var export in new[] { ChangeExport.Csv, ChangeExport.Json })
        {
            app.MapGet($"/accounts/{{accountId}}/activity.{export.Ending}", (string accountId, HttpContext context, ICloudflareAccounts accounts, AccessControl access, IJournal journal, ILoggerFactory logs) =>
                WriteAsync(export, accountId, context, accounts, access, journal, logs.CreateLogger(typeof(ExportEndpoints))));
        }
    }

    private static async Task WriteAsync(
        ChangeExport export, string accountId, HttpContext context, ICloudflareAccounts accounts, AccessControl access, IJournal journal, ILogger log)
    {
        if (accounts.Find(accountId) is not { AccountId: var account })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (await RefusalAsync(context, account, access, log) is { } refusal)
        {
            await refusal.ExecuteAsync(context);
            return;
        }

        var address = context.Request.GetDisplayUrl();
        var query = ChangesQuery.Read(address, ChangesQuery.OfAccount);
        if (query.Narrowed.Ignored.Count > 0)
        {
            // A page says what it ignores; a file would be taken for what was asked.
            var problems = query.Narrowed.Ignored.Select(ignored => $"{ignored.Label}: {ignored.Why}");
            await TypedResults.Problem(string.Join(' ', problems), statusCode: StatusCodes.Status400BadRequest, title: NothingIsExported).ExecuteAsync(context);
            return;
        }

        await using var rows = journal.ExportAsync(query.In(account, ChangesQuery.ZoneIn(address)), context.RequestAborted).GetAsyncEnumerator(context.RequestAborted);
        try
        {
            // The first change is there, or the store's failure is known, before anything is answered.
            var hasRow = await rows.MoveNextAsync();
            context.Response.ContentType = export.ContentType;
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"activity-{account}.{export.Ending}\"";
            context.Response.Headers.CacheControl = "no-store";
            await WriteAsync(export, rows, hasRow, context);
        }
        catch (StoreUnavailableException problem) when (!context.Response.HasStarted)
        {
            log.LogError(problem, "An export was not begun, because the store does not answer.");
            context.Response.Clear();
            await Away.ExecuteAsync(context);
        }
        catch (StoreUnavailableException problem)
        {
            // The answer has no length, so only a broken connection tells that it is not whole.
            log.LogError(problem, "An export was cut off, because the store went away.");
            context.Abort();
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The reader has gone.
        }
    }

    private static ProblemHttpResult Away =>
        TypedResults.Problem("The console's store does not answer. Try again in a moment.", statusCode: StatusCodes.Status503ServiceUnavailable, title: NothingIsExported);

    /// <summary>A file is of every kind in the account, and no page stands before it that asks who wants it.</summary>
    private static async Task<ProblemHttpResult?> RefusalAsync(HttpContext context, string account, AccessControl access, ILogger log)
    {
        try
        {
            return await access.RefusalAsync(context.User.ToActor(), Right.View, account, kind: null, context.RequestAborted) is { } refusal
                ? TypedResults.Problem(refusal, statusCode: StatusCodes.Status403Forbidden, title: NothingIsExported)
                : null;
        }
        catch (StoreUnavailableException problem)
        {
            log.LogError(problem, "An export was not begun, because nobody can tell whether the session goes on.");
            return Away;
        }
    }

    private static async Task WriteAsync(ChangeExport export, IAsyncEnumerator<JournalRow> rows, bool hasRow, HttpContext context)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        StringBuilder text = new();
        export.Begin(text);
        for (var isFirst = true; hasRow; isFirst = false, hasRow = await rows.MoveNextAsync())
        {
            export.Append(text, rows.Current, isFirst);
            if (text.Length >= Portion)
            {
                await SendAsync(text, context);
            }
        }

        export.End(text);
        await SendAsync(text, context);
    }

    private static async Task SendAsync(StringBuilder text, HttpContext context)
    {
        await context.Response.BodyWriter.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), context.RequestAborted);
        text.Clear();
    }
}
