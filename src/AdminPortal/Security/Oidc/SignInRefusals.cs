using System.Text.RegularExpressions;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Store;
using AdminPortal.Shell;

namespace AdminPortal.Security.Oidc;

/// <summary>What becomes of a sign-in that is refused: a line in the log and in the journal, and a page, all with one reference.</summary>
internal sealed partial class SignInRefusals(IConsoleJournal journal, ILogger<SignInRefusals> log)
{
    /// <summary>Where, among a request's items, the address stands that the sign-in was to lead to.</summary>
    public const string ReturnItem = "signin-return";

    /// <summary>Journals the refusal and leads the browser to the page that says why.</summary>
    public async Task RefuseAsync(HttpContext context, Exception problem, string? returnUrl)
    {
        var (failure, error, reference) = Lead(context, problem, returnUrl);
        try
        {
            await journal.NoteAsync(
                new(ConsoleEventKind.SignInRefused, "Nobody") { Note = $"{SignInWords.Short(failure)}{(error is null ? "" : $" ({error})")}, from {context.Connection.RemoteIpAddress}, reference {reference}" },
                context.RequestAborted);
        }
        catch (StoreUnavailableException away)
        {
            log.LogWarning("The refusal {Reference} is not in the journal: {Problem}", reference, away.Message);
        }
    }

    /// <summary>Leads the browser to the page that says why no sign-in can begin. Not journaled: anybody could fill the journal that way while the provider is away.</summary>
    public void RefuseToBegin(HttpContext context, SignInException problem, string? returnUrl) => Lead(context, problem, returnUrl);

    private (SignInFailure Failure, string? Error, string Reference) Lead(HttpContext context, Exception problem, string? returnUrl)
    {
        var refusal = problem as SignInException;
        var failure = refusal?.Failure ?? SignInFailure.NotBegunHere;
        var error = refusal?.ProviderError is { } code && ErrorCode().IsMatch(code) ? code : null;
        var reference = Guid.NewGuid().ToString("N")[..8].ToUpperInvariant();
        log.LogWarning("A sign-in was refused, reference {Reference}: {Failure} {Error}. {Detail}", reference, failure, error ?? "", problem.Message);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(Addresses.SignInRefused(failure, reference, error, LocalAddress.OrHome(returnUrl)));
        return (failure, error, reference);
    }

    /// <summary>The codes of RFC 6749 and its like; whatever else somebody writes in their place is not repeated.</summary>
    [GeneratedRegex("^[a-z_]{1,40}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    public static partial Regex ErrorCode();
}
