namespace AdminPortal.Cloudflare.Helpers;

/// <summary>A virtual network, in which a target's address is unique (reference 6).</summary>
public sealed record VirtualNetwork
{
    /// <summary>UUID.</summary>
    public string Id { get; set; } = "";

    /// <summary>At most 256 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary>At most 256 characters.</summary>
    public string? Comment { get; set; }

    /// <summary>Whether addresses without a network belong to this one.</summary>
    public bool? IsDefaultNetwork { get; set; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreatedAt { get; set; }

    /// <summary>When it was deleted; null while it lives.</summary>
    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>A transaction signature key, without its secret (reference 6).</summary>
public sealed record Tsig
{
    /// <summary>Identifier.</summary>
    public string Id { get; set; } = "";

    /// <summary>The key's name; it must be the same on both sides of a transfer.</summary>
    public string Name { get; set; } = "";

    /// <summary>The algorithm, such as <c>hmac-sha512.</c></summary>
    public string Algo { get; set; } = "";
}

/// <summary>What a token check says.</summary>
public sealed record TokenStatus
{
    /// <summary>The token's id; never the token.</summary>
    public string? Id { get; set; }

    /// <summary><c>active</c>, <c>disabled</c> or <c>expired</c>.</summary>
    public string? Status { get; set; }

    /// <summary>The token is not valid before.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    /// <summary>The token is not valid after.</summary>
    public DateTimeOffset? ExpiresOn { get; set; }
}

/// <summary>An account.</summary>
public sealed record Account
{
    /// <summary>32 characters.</summary>
    public string Id { get; set; } = "";

    /// <summary>At most 100 characters.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>standard</c> or <c>enterprise</c>.</summary>
    public string? Type { get; set; }
}
