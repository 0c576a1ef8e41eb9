namespace AdminPortal.Lists;

/// <summary>A column that can be shown or not.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="IsShown">Whether it is shown.</param>
/// <param name="IsFixed">Whether it always is: it leads to the resource.</param>
/// <param name="LeavesFirst">Whether a narrow screen leaves it out all the same.</param>
public sealed record ColumnChoice(string Title, bool IsShown, bool IsFixed, bool LeavesFirst);
