using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace AdminPortal.Changes.Access;

/// <summary>Which roles people have: from the values that their sign-in gave, by the grants of the configuration as it is now. Who has none may nothing.</summary>
/// <remarks>
/// Without <c>Authorization:Grants</c> in the configuration, a value of the claim <c>roles</c> that is a role's name grants that role for everything.
/// A changed configuration counts from the next question on. One with a mistake in it does not count; the grants before stay, and the log says so.
/// </remarks>
public sealed class AccessPolicy : IDisposable
{
    /// <summary>The section of the grants: a list, each with <c>Claim</c>, <c>Value</c>, <c>Role</c>, and <c>Accounts</c> and <c>Kinds</c> where it is limited.</summary>
    public const string Section = "Authorization:Grants";

    /// <summary>The claim that local sign-in gives. No provider can give it.</summary>
    public const string LocalClaim = "local-role";

    private static readonly IReadOnlyList<Role> Roles = [Role.Viewer, Role.Operator, Role.Approver, Role.Administrator];
    private static readonly IReadOnlyList<string> Limits = ["Accounts", "Kinds"];
    private static readonly IReadOnlyList<string> Members = ["Claim", "Value", "Role", .. Limits];
    private static readonly IReadOnlyList<Grant> Local = [.. Roles.Select(role => new Grant(new(LocalClaim, role.ToString()), role, [], []))];
    private static readonly IReadOnlyList<Grant> Usual = [.. Roles.Select(role => new Grant(new(HeldValue.Roles, role.ToString()), role, [], []))];

    private readonly IDisposable? _following;
    private volatile IReadOnlyList<Grant> _grants = Usual;

    /// <summary>The usual grants.</summary>
    public AccessPolicy()
    {
    }

    private AccessPolicy(IConfiguration configuration, ILogger<AccessPolicy> log)
    {
        _grants = Read(configuration);
        _following = ChangeToken.OnChange(configuration.GetReloadToken, () => Take(configuration, log));
    }

    /// <summary>The grants of this configuration, which has no <see cref="ProblemsIn"/>; followed as it changes.</summary>
    public static AccessPolicy From(IConfiguration configuration, ILogger<AccessPolicy> log)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new(configuration, log);
    }

    /// <summary>What is wrong with the grants.</summary>
    public static IEnumerable<string> ProblemsIn(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (!string.IsNullOrWhiteSpace(configuration[Section]))
        {
            yield return $"{Section} is no list of grants.";
        }

        foreach (var grant in configuration.GetSection(Section).GetChildren())
        {
            foreach (var unknown in grant.GetChildren().Where(member => !Members.Contains(member.Key, StringComparer.OrdinalIgnoreCase)))
            {
                // A limit that is misspelled would be no limit.
                yield return $"{unknown.Path} is no member of a grant, which has {string.Join(", ", Members)}.";
            }

            foreach (var limit in Limits.Select(grant.GetSection).Where(limit => limit.Value is not null || limit.GetChildren().Any(one => string.IsNullOrWhiteSpace(one.Value))))
            {
                yield return $"{limit.Path} is no list of names. Leave it out where the grant is for all of them.";
            }

            if (string.IsNullOrWhiteSpace(grant["Value"]))
            {
                yield return $"{grant.Path}:Value names no value of a claim, such as a role or a group's id.";
            }

            if (grant["Claim"] is { } claim && claim is not (HeldValue.Roles or HeldValue.Groups))
            {
                yield return $"{grant.Path}:Claim is neither {HeldValue.Roles} nor {HeldValue.Groups}.";
            }

            if (RoleIn(grant["Role"]) is null)
            {
                yield return $"{grant.Path}:Role is none of {string.Join(", ", Roles)}.";
            }
        }
    }

    /// <summary>The grants that these values give.</summary>
    public IReadOnlyList<Grant> GrantsOf(IReadOnlyCollection<HeldValue> holds) => [.. Local.Concat(_grants).Where(grant => holds.Contains(grant.Held))];

    /// <summary>The highest role that these values give there.</summary>
    /// <param name="holds">The values.</param>
    /// <param name="account">The account's id, or null for the console itself.</param>
    /// <param name="kind">The kind's name, or null for the whole account.</param>
    public Role RoleOf(IReadOnlyCollection<HeldValue> holds, string? account, string? kind) => Highest(holds, grant => grant.Covers(account, kind));

    /// <summary>The highest role that these values give for anything.</summary>
    public Role HighestOf(IReadOnlyCollection<HeldValue> holds) => Highest(holds, _ => true);

    /// <inheritdoc/>
    public void Dispose() => _following?.Dispose();

    /// <summary>Asked some dozen times for every page, so it makes no lists.</summary>
    private Role Highest(IReadOnlyCollection<HeldValue> holds, Func<Grant, bool> counts)
    {
        var highest = Role.None;
        foreach (var grants in (ReadOnlySpan<IReadOnlyList<Grant>>)[Local, _grants])
        {
            for (var index = 0; index < grants.Count; index++)
            {
                var grant = grants[index];
                highest = grant.Role > highest && holds.Contains(grant.Held) && counts(grant) ? grant.Role : highest;
            }
        }

        return highest;
    }

    private void Take(IConfiguration configuration, ILogger log)
    {
        if (ProblemsIn(configuration).ToList() is { Count: > 0 } problems)
        {
            log.LogError("The changed grants do not count, because they are not usable: {Problems}", string.Join(" ", problems));
            return;
        }

        _grants = Read(configuration);
        log.LogInformation("The grants were read again: {Count}.", _grants.Count);
    }

    private static IReadOnlyList<Grant> Read(IConfiguration configuration)
    {
        IReadOnlyList<Grant> grants =
        [
            .. configuration.GetSection(Section).GetChildren().Select(grant => new Grant(
                new(grant["Claim"] ?? HeldValue.Roles, grant["Value"]!), RoleIn(grant["Role"])!.Value, ListIn(grant, "Accounts"), ListIn(grant, "Kinds"))),
        ];
        return grants.Count == 0 ? Usual : grants;
    }

    private static IReadOnlyList<string> ListIn(IConfigurationSection grant, string name) => [.. grant.GetSection(name).GetChildren().Select(one => one.Value).OfType<string>()];

    private static Role? RoleIn(string? text) => Roles.Cast<Role?>().FirstOrDefault(role => string.Equals(role.ToString(), text, StringComparison.OrdinalIgnoreCase));
}
