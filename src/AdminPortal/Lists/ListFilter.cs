namespace AdminPortal.Lists;

/// <summary>A choice that narrows a list.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Options">Value and text of each choice; "all" is always there.</param>
public sealed record ListFilter(string Name, string Label, IReadOnlyList<(string Value, string Text)> Options);
