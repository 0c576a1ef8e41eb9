using Microsoft.AspNetCore.Http.HttpResults;

namespace AdminPortal.Security;

/// <summary>Addresses that somebody else may have written: only those of this console are followed.</summary>
internal static class LocalAddress
{
    /// <summary>Where everybody may go.</summary>
    public const string Home = "/";

    /// <summary>As much of a page's state as is taken through a sign-in, in characters.</summary>
    private const int Longest = 2000;

    /// <summary>
    /// The address as it may stand in a header, where it leads to this console: <c>//host</c>, <c>/\host</c>, other schemes and what a browser would read as one of
    /// them once its control characters are dropped lead elsewhere. <see cref="Home"/> otherwise.
    /// </summary>
    public static string OrHome(string? address)
    {
        if (address is not ['/', ..] || address.Length > Longest || !RedirectHttpResult.IsLocalUrl(address))
        {
            return Home;
        }

        // Folding "/./" and "/../" away can lay two slashes bare, so what comes out is looked at as what went in.
        return Uri.TryCreate($"http://localhost{address}", UriKind.Absolute, out var whole)
            && whole.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped) is var escaped
            && RedirectHttpResult.IsLocalUrl(escaped)
                ? escaped
                : Home;
    }
}
