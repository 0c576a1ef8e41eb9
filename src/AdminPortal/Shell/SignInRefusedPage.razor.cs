using System.Text.RegularExpressions;
using AdminPortal.Security.Oidc;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Shell;

/// <summary>Says why somebody was not signed in. Shows nothing of the address but what has the form of a code.</summary>
public partial class SignInRefusedPage
{
    /// <summary>The page's path.</summary>
    public const string Path = "/signin/refused";

    /// <summary>Why.</summary>
    [SupplyParameterFromQuery(Name = "why")]
    public string? Why { get; set; }

    /// <summary>What the log knows it by.</summary>
    [SupplyParameterFromQuery(Name = "reference")]
    public string? Reference { get; set; }

    /// <summary>The provider's error code.</summary>
    [SupplyParameterFromQuery(Name = "error")]
    public string? Error { get; set; }

    /// <summary>Where the sign-in was to lead to.</summary>
    [SupplyParameterFromQuery(Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    private (string Happened, string Remedy) Words => SignInWords.Of(Enum.TryParse<SignInFailure>(Why, out var failure) && Enum.IsDefined(failure) ? failure : SignInFailure.NotBegunHere);

    private string? ShownError => Error is not null && SignInRefusals.ErrorCode().IsMatch(Error) ? Error : null;

    private string? ShownReference => Reference is not null && ReferenceForm().IsMatch(Reference) ? Reference : null;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Context.Response.StatusCode = StatusCodes.Status403Forbidden;
        (Context.Response.Headers.CacheControl, Context.Response.Headers.Pragma) = ("no-cache, no-store", "no-cache");
    }

    [GeneratedRegex("^[0-9A-F]{8}$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReferenceForm();
}
