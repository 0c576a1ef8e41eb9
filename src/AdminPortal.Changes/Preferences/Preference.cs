namespace AdminPortal.Changes.Preferences;

/// <summary>One preference of one person, as the table keeps it.</summary>
internal sealed class Preference
{
    public required string Person { get; init; }

    public required string Name { get; init; }

    public required string Value { get; set; }
}
