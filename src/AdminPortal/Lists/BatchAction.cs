namespace AdminPortal.Lists;

/// <summary>Something that is done with many resources of a kind at once, on a page of its own.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Path">The page's path below the kind's list.</param>
public sealed record BatchAction(string Label, string Path);
