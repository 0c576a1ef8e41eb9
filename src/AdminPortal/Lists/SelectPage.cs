namespace AdminPortal.Lists;

/// <summary>The checkbox above the rows, which selects the page that is shown.</summary>
internal static class SelectPage
{
    /// <summary>The element's id, for the focus.</summary>
    public const string Id = "select-page";
}
