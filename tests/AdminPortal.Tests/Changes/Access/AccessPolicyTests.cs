using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Tests.Cloudflare;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Changes.Access;

public sealed class AccessPolicyTests
{
    private const string Account = "0da42c8d2132a9ddaf714f9e7c920711";
    private const string Another = "b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0";

    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();

    [Theory]
    [InlineData("Viewer", Role.Viewer)]
    [InlineData("Operator", Role.Operator)]
    [InlineData("Approver", Role.Approver)]
    [InlineData("Administrator", Role.Administrator)]
    [InlineData("administrator", Role.None)]
    [InlineData("None", Role.None)]
    [InlineData("Owner", Role.None)]
    public void Role_WithoutGrants_IsTheRoleThatTheProviderNames(string value, Role expected)
    {
        using var policy = Read();

        Assert.Equal(expected, policy.RoleOf([new(HeldValue.Roles, value)], Account, "Target"));
        Assert.Equal(Role.None, policy.RoleOf([new(HeldValue.Groups, value)], Account, "Target"));
    }

    [Fact]
    public void Role_WithGrants_IsNoLongerWhatTheProviderNames()
    {
        Grant(0, "team", "Viewer");
        using var policy = Read();

        Assert.Equal(Role.None, policy.HighestOf([new(HeldValue.Roles, "Administrator")]));
        Assert.Equal(Role.Viewer, policy.HighestOf([new(HeldValue.Roles, "team")]));
    }

    [Fact]
    public void Role_OfNobody_IsNone()
    {
        using var policy = Read();

        Assert.Equal(Role.None, policy.RoleOf([], Account, "Target"));
        Assert.Empty(policy.GrantsOf([]));
    }

    [Fact]
    public void Role_OfSeveralGrants_IsTheHighestThatCoversThePlace()
    {
        Grant(0, "all", "Viewer");
        Grant(1, "ops", "Operator", accounts: [Account]);
        Grant(2, "targets", "Approver", kinds: ["Target", "Peer"]);
        using var policy = Read();
        IReadOnlyList<HeldValue> holds = [new(HeldValue.Roles, "all"), new(HeldValue.Roles, "ops"), new(HeldValue.Roles, "targets")];

        Assert.Equal(Role.Approver, policy.RoleOf(holds, Account, "Target"));
        Assert.Equal(Role.Operator, policy.RoleOf(holds, Account, "App"));
        Assert.Equal(Role.Approver, policy.RoleOf(holds, Another, "Peer"));
        Assert.Equal(Role.Viewer, policy.RoleOf(holds, Another, "App"));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "Target")]
    [InlineData(Another, "Target")]
    [InlineData(Account, null)]
    [InlineData(Account, "App")]
    public void Role_OfAGrantThatIsLimitedBothWays_IsNoneElsewhere(string? account, string? kind)
    {
        Grant(0, "admins", "Administrator", accounts: [Account], kinds: ["Target"]);
        using var policy = Read();

        Assert.Equal(Role.None, policy.RoleOf([new(HeldValue.Roles, "admins")], account, kind));
        Assert.Equal(Role.Administrator, policy.RoleOf([new(HeldValue.Roles, "admins")], Account.ToUpperInvariant(), "target"));
    }

    [Theory]
    [InlineData("team", "Team")]
    [InlineData("team", "team ")]
    public void Value_IsComparedToTheLetter(string granted, string held)
    {
        Grant(0, granted, "Operator");
        using var policy = Read();

        Assert.Equal(Role.None, policy.HighestOf([new(HeldValue.Roles, held)]));
    }

    [Fact]
    public void Grant_OfAGroup_IsNotForARoleOfThatName()
    {
        Grant(0, "network", "operator", claim: HeldValue.Groups);
        using var policy = Read();

        Assert.Equal(Role.Operator, policy.HighestOf([new(HeldValue.Groups, "network")]));
        Assert.Equal(Role.None, policy.HighestOf([new(HeldValue.Roles, "network")]));
    }

    [Fact]
    public void Grants_ChangedWhileItRuns_CountFromThenOn()
    {
        Grant(0, "team", "Viewer");
        using var policy = Read();

        Grant(0, "team", "Administrator");
        _configuration.Reload();

        Assert.Equal(Role.Administrator, policy.HighestOf([new(HeldValue.Roles, "team")]));
    }

    [Fact]
    public void Grants_ChangedToAMistake_StayAsTheyWereAndTheLogSaysWhy()
    {
        RecordingLogger log = new();
        Grant(0, "team", "Viewer");
        using var policy = Read(log);

        Grant(0, "team", "Ruler");
        _configuration.Reload();

        Assert.Equal(Role.Viewer, policy.HighestOf([new(HeldValue.Roles, "team")]));
        Assert.Contains($"{AccessPolicy.Section}:0:Role is none of Viewer, Operator, Approver, Administrator.", Assert.Single(log.Lines), StringComparison.Ordinal);

        Grant(0, "team", "Operator");
        _configuration.Reload();

        Assert.Equal(Role.Operator, policy.HighestOf([new(HeldValue.Roles, "team")]));
    }

    [Theory]
    [InlineData("", "Viewer", null, "Value names no value")]
    [InlineData("team", "", null, "Role is none of")]
    [InlineData("team", "4", null, "Role is none of")]
    [InlineData("team", "None", null, "Role is none of")]
    [InlineData("team", "Viewer", AccessPolicy.LocalClaim, "Claim is neither roles nor groups")]
    [InlineData("team", "Viewer", "email", "Claim is neither roles nor groups")]
    public void Grant_WithAMistake_IsNamed(string value, string role, string? claim, string words)
    {
        Grant(0, value, role, claim);

        Assert.Contains(words, Assert.Single(AccessPolicy.ProblemsIn(_configuration)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Kinds", "Target", "is no list of names")]
    [InlineData("Accounts", "", "is no list of names")]
    [InlineData("Accounts:0", " ", "is no list of names")]
    [InlineData("Kind:0", "Target", "is no member of a grant")]
    [InlineData("Account", Account, "is no member of a grant")]
    public void Limit_ThatWouldNotCount_IsNamed(string member, string value, string words)
    {
        Grant(0, "team", "Operator");
        _configuration[$"{AccessPolicy.Section}:0:{member}"] = value;

        Assert.Contains(words, Assert.Single(AccessPolicy.ProblemsIn(_configuration)), StringComparison.Ordinal);
    }

    [Fact]
    public void Grants_ThatAreNoList_AreNamed()
    {
        _configuration[AccessPolicy.Section] = "Administrator";

        Assert.Contains("no list of grants", Assert.Single(AccessPolicy.ProblemsIn(_configuration)), StringComparison.Ordinal);
    }

    [Fact]
    public void GrantsOf_TellsWhichGrantsCount()
    {
        Grant(0, "team", "Operator", kinds: ["Target"]);
        Grant(1, "others", "Viewer");
        using var policy = Read();

        var grant = Assert.Single(policy.GrantsOf([new(HeldValue.Roles, "team")]));

        Assert.Equal((Role.Operator, "Operator for Target"), (grant.Role, RoleSummary.Of([grant])));
        Assert.False(grant.IsForEverything);
    }

    private AccessPolicy Read(RecordingLogger? log = null) =>
        AccessPolicy.From(_configuration, log is null ? NullLogger<AccessPolicy>.Instance : new Named(log));

    private void Grant(int number, string value, string role, string? claim = null, string[]? accounts = null, string[]? kinds = null)
    {
        var grant = $"{AccessPolicy.Section}:{number}";
        (_configuration[$"{grant}:Value"], _configuration[$"{grant}:Role"]) = (value, role);
        if (claim is not null)
        {
            _configuration[$"{grant}:Claim"] = claim;
        }

        foreach (var (index, account) in (accounts ?? []).Index())
        {
            _configuration[$"{grant}:Accounts:{index}"] = account;
        }

        foreach (var (index, kind) in (kinds ?? []).Index())
        {
            _configuration[$"{grant}:Kinds:{index}"] = kind;
        }
    }

    private sealed class Named(RecordingLogger inner) : ILogger<AccessPolicy>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
            }
        }
    }
}
