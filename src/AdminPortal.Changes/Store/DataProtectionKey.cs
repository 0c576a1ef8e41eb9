namespace AdminPortal.Changes.Store;

/// <summary>One key of the ring that protects cookies and antiforgery tokens, as ASP.NET Core's data protection writes it.</summary>
internal sealed class DataProtectionKey
{
    public long Id { get; init; }

    /// <summary>The name that data protection gives the element, such as <c>key-…</c> or <c>revocation-…</c>.</summary>
    public string? FriendlyName { get; init; }

    /// <summary>The element itself.</summary>
    public required string Xml { get; init; }
}
