namespace AdminPortal.Changes.Sessions;

/// <summary>One session, as the table keeps it.</summary>
internal sealed class SessionRow
{
    /// <summary>The beginning of the key's SHA-256, in hexadecimal digits: who reads the table finds no key in it.</summary>
    public required string Id { get; init; }

    public required string Person { get; init; }

    public required string Name { get; init; }

    public required string? Issuer { get; init; }

    public required string? Subject { get; init; }

    public required string? ProviderSession { get; init; }

    public required string? From { get; init; }

    public required byte[] Ticket { get; set; }

    /// <summary>See <see cref="Store.StoredTime"/>, as all times here.</summary>
    public required long BegunAt { get; init; }

    public required long UsedAt { get; set; }

    public required long ExpiresAt { get; init; }

    public long? EndedAt { get; set; }

    /// <summary>One of <see cref="SessionEnd"/>.</summary>
    public string? End { get; set; }

    public string? EndedBy { get; set; }
}

/// <summary>Somebody who has signed in at some time.</summary>
internal sealed class PersonRow
{
    public required string Person { get; init; }

    public required string Name { get; set; }

    public required string? Issuer { get; init; }

    /// <summary>The values that the last sign-in gave: a JSON array of pairs.</summary>
    public required string Holds { get; set; }

    public required long FirstAt { get; init; }

    public required long LastAt { get; set; }

    /// <summary>The roles as they were last journaled; see <see cref="Access.RoleSummary"/>.</summary>
    public required string Roles { get; set; }
}
