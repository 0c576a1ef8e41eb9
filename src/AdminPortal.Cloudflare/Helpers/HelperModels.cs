namespace AdminPortal.Cloudflare.Helpers;

/// <summary>A virtual network, in which a target's address is unique (reference 6).</summary>
public sealed record VirtualNetwork
{
    /// <summary>UUID.</summary>
    public string Id { get; init; } = "";

    /// <summary>At most 256 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>At most 256 characters.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether addresses without a network belong to this one.</summary>
    public bool? IsDefaultNetwork { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was deleted; null while it lives.</summary>
    public DateTimeOffset? DeletedAt { get; init; }
}

/// <summary>A transaction signature key, without its secret (reference 6).</summary>
public sealed record Tsig
{
    /// <summary>Identifier.</summary>
    public string Id { get; init; } = "";

    /// <summary>The key's name; it must be the same on both sides of a transfer.</summary>
    public string Name { get; init; } = "";

    /// <summary>The algorithm, such as <c>hmac-sha512.</c></summary>
    public string Algo { get; init; } = "";
}

/// <summary>What a token check says.</summary>
public sealed record TokenStatus
{
    /// <summary>The token's id; never the token.</summary>
    public string? Id { get; init; }

    /// <summary><c>active</c>, <c>disabled</c> or <c>expired</c>.</summary>
    public string? Status { get; init; }

    /// <summary>The token is not valid before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The token is not valid after.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }
}

/// <summary>An account.</summary>
public sealed record Account
{
    /// <summary>32 characters.</summary>
    public string Id { get; init; } = "";

    /// <summary>At most 100 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>standard</c> or <c>enterprise</c>.</summary>
    public string? Type { get; init; }
}
