using System.Text.Json.Nodes;

namespace AdminPortal.Changes.Diff;

/// <summary>One place at which two inputs differ by value.</summary>
/// <param name="Pointer">JSON pointer of the place. A list is one place; a map's members are places of their own.</param>
/// <param name="Label">The field's name for people; the pointer itself for a member that no field models.</param>
/// <param name="Before">The earlier value, or null where it is absent.</param>
/// <param name="After">The later value, or null where it is absent.</param>
public sealed record FieldDifference(string Pointer, string Label, JsonNode? Before, JsonNode? After);
