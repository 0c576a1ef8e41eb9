using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Sessions;

namespace AdminPortal.Tests.Changes.Access;

public sealed class AccessControlTests
{
    private readonly EverLiveSessions _sessions = new();
    private readonly TestSwitch _switch = new();
    private readonly AccessControl _access;

    public AccessControlTests() => _access = new(new(), _sessions, _switch);

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.None, Right.View, false)]
    [InlineData(Role.Viewer, Right.View, true)]
    [InlineData(Role.Viewer, Right.Change, false)]
    [InlineData(Role.Operator, Right.Change, true)]
    [InlineData(Role.Operator, Right.ApproveDeletion, false)]
    [InlineData(Role.Approver, Right.ApproveDeletion, true)]
    [InlineData(Role.Approver, Right.Administer, false)]
    [InlineData(Role.Administrator, Right.Administer, true)]
    public async Task Right_GoesWithTheRole(Role role, Right right, bool isAllowed)
    {
        Assert.Equal(isAllowed, role.May(right));
        Assert.Equal(isAllowed, await _access.RefusalAsync(Person(role), right, "account", "Target", Ending) is null);
        Assert.Equal(isAllowed, _access.May(Person(role), right, "account", "Target"));
    }

    [Theory]
    [InlineData(Right.View, true)]
    [InlineData(Right.Change, false)]
    [InlineData(Right.ApproveDeletion, false)]
    [InlineData(Right.Administer, true)]
    public async Task ReadOnly_HoldsBackChangesAndNothingElse(Right right, bool isAllowed)
    {
        await _switch.BeginAsync(new("Anna", "Migration", DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue), Ending);

        Assert.Equal(isAllowed, await _access.RefusalAsync(Person(Role.Administrator), right, null, null, Ending) is null);
    }

    [Fact]
    public async Task Session_ThatHasEnded_MayNothing()
    {
        _sessions.End(SessionEnd.SignedOutAtProvider, "one");

        foreach (var right in Enum.GetValues<Right>())
        {
            Assert.Equal(SessionWords.Of(new(SessionEnd.SignedOutAtProvider)), await _access.RefusalAsync(Person(Role.Administrator), right, null, null, Ending));
        }
    }

    [Fact]
    public void Role_ThatAnActorClaims_CountsForNothing()
    {
        var liar = new Actor("Mallory", Role.Administrator) { Holds = [] };

        Assert.Equal(Role.None, _access.RoleOf(liar, null, null));
        Assert.Equal(Role.None, _access.HighestRoleOf(liar));
        Assert.Equal(AccessControl.NoRoleRefusal, _access.RefusalFor(liar, Right.Change, "account", "Target"));
    }

    private static Actor Person(Role role) => new("Sam Sample", role) { Session = "one" };
}
