namespace AdminPortal.Changes.Access;

/// <summary>Somebody's roles in one line, for the journal and for people.</summary>
public static class RoleSummary
{
    /// <summary>Nothing was granted.</summary>
    public const string None = "no role";

    /// <summary>The roles of these grants with what they are limited to, the highest first.</summary>
    public static string Of(IEnumerable<Grant> grants)
    {
        var texts = grants.OrderByDescending(grant => grant.Role).Select(Of).Distinct(StringComparer.Ordinal).ToList();
        return texts.Count == 0 ? None : string.Join(", ", texts);
    }

    private static string Of(Grant grant) =>
        grant.Role + (grant.Kinds.Count == 0 ? "" : $" for {string.Join(" and ", grant.Kinds)}") + (grant.Accounts.Count == 0 ? "" : $" in {string.Join(" and ", grant.Accounts)}");
}
