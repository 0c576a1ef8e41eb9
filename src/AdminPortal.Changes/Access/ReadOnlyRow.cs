namespace AdminPortal.Changes.Access;

/// <summary>The read-only time, as the table keeps it: one row, or none.</summary>
internal sealed class ReadOnlyRow
{
    /// <summary>The only row's key.</summary>
    public const int Only = 1;

    public required int Id { get; init; }

    public required string By { get; set; }

    public required string Reason { get; set; }

    /// <summary>See <see cref="Store.StoredTime"/>.</summary>
    public required long Since { get; set; }

    public required long Until { get; set; }
}
