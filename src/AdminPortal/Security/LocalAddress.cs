namespace AdminPortal.Security;

/// <summary>An address that a browser may be sent back to.</summary>
internal static class LocalAddress
{
    /// <summary>As much of a page's state as is taken through a sign-in.</summary>
    private const int Longest = 2000;

    /// <summary>The address, if it is a path of this console, else the overview: <c>//host</c> and <c>/\host</c> would lead elsewhere.</summary>
    public static string Of(string? address) =>
        address is ['/', not '/' and not '\\', ..] or "/" && address.Length <= Longest && !address.Any(char.IsControl) ? address : "/";
}
