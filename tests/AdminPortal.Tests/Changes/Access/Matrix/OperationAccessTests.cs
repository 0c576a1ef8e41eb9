using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Sessions;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Tests.Changes.Batches;
using AdminPortal.Tests.Changes.Store;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Changes.Access.Matrix;

/// <summary>
/// What every operation of every kind must prove of who may do it, over a real store and a running sandbox: refused without, allowed with, journaled
/// either way. A new kind inherits it, and a new operation cannot escape it (<see cref="EveryOperationTests"/>).
/// </summary>
public abstract partial class OperationAccessTests<TResource, TInput>(SandboxHost sandbox) : StoreTests, IClassFixture<SandboxHost>
    where TResource : class
    where TInput : class
{
    private const string Ticket = "NET-1";

    private readonly Turnstile _turnstile = new();
    private SandboxAccount _account = null!;

    public static TheoryData<Operation, Obstacle> Obstacles => new MatrixTheoryData<Operation, Obstacle>(Enum.GetValues<Operation>(), Enum.GetValues<Obstacle>());

    public static TheoryData<Operation, Role> Roles => new MatrixTheoryData<Operation, Role>(Enum.GetValues<Operation>(), [Role.Operator, Role.Approver, Role.Administrator]);

    protected abstract ResourceKind<TResource, TInput> Kind { get; }

    /// <summary>A resource of the sandbox's initial data.</summary>
    protected abstract string Id { get; }

    /// <summary>A text field that a change changes.</summary>
    protected virtual string Pointer => "/name";

    /// <summary>A whole input of a new resource, where the API creates them.</summary>
    protected virtual string Fresh => "{}";

    /// <summary>How many changes a creation is.</summary>
    protected virtual int ChangesOfACreation => 1;

    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();

    private protected override async Task PrepareAsync()
    {
        _account = new(sandbox, _turnstile);
        await _account.ResetAsync();
    }

    private protected override Task CleanAsync()
    {
        _account.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [MemberData(nameof(Obstacles))]
    public async Task Operation_WhereThePersonMayNot_IsRefusedAndJournaledAndSendsNothing(Operation operation, Obstacle obstacle)
    {
        if (!IsThere(operation))
        {
            return;
        }

        await using var console = await OpenAsync();
        var actor = await MeetAsync(console, obstacle);

        var came = await RunAsync(console, operation, actor);

        var refused = Assert.IsType<Came.Refused>(came);
        Assert.Empty(await WritesAsync());
        var rows = await console.ChangesAsync();
        if (!operation.IsJournaled())
        {
            Assert.Empty(rows);
            return;
        }

        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.Equal((JournalEvent.Refused, "Sam Sample", RoleMet(obstacle).ToString(), Ticket, Kind.Name), (row.Row.Outcome, row.Row.Actor, row.Role, row.Row.Reason, row.Row.Kind));
            Assert.Equal(refused.Why, row.Note);
            Assert.Contains(WordsOf(obstacle), row.Note, StringComparison.Ordinal);
            Assert.Null(row.Proposed);
        });
    }

    [Theory]
    [MemberData(nameof(Roles))]
    public async Task Operation_WithTheRole_IsCarriedOutAndJournaledWithPersonRoleAndReason(Operation operation, Role role)
    {
        if (!IsThere(operation))
        {
            return;
        }

        await using var console = await OpenAsync();

        var came = await RunAsync(console, operation, await console.SignInAsync(role.ToString()));

        if (!IsOffered(operation))
        {
            // The API offers it for no resource of the kind, whoever asks.
            Assert.IsType<Came.Refused>(came);
            Assert.Empty(await WritesAsync());
            return;
        }

        Assert.IsType<Came.Done>(came);
        Assert.NotEmpty(await WritesAsync());
        var rows = await console.ChangesAsync();
        Assert.Equal(ChangesOf(operation), rows.Count);
        Assert.All(rows, row => Assert.Equal(
            (JournalEvent.Applied, "Sam Sample", role.ToString(), Ticket, Kind.Name), (row.Row.Outcome, row.Row.Actor, row.Role, row.Row.Reason, row.Row.Kind)));
    }

    [Theory]
    [MemberData(nameof(AllOperations))]
    public async Task Operation_WhoseTurnComesWhenTheConsoleIsReadOnly_SendsNothingAndIsJournaledAsGivenUp(Operation operation)
    {
        if (!IsThere(operation) || !IsOffered(operation))
        {
            return;
        }

        await using var console = await OpenAsync();
        _turnstile.Before = _ => console.BeginReadOnlyAsync();

        var came = await RunAsync(console, operation, await console.SignInAsync("Operator"));

        Assert.Contains("read-only", Assert.IsType<Came.HeldBack>(came).Why, StringComparison.Ordinal);
        Assert.Empty(await WritesAsync());
        var rows = await console.ChangesAsync();
        Assert.Equal(operation.IsJournaled(), rows.Count > 0);
        Assert.All(rows, row =>
        {
            Assert.Equal((JournalEvent.Abandoned, "Sam Sample", "Operator"), (row.Row.Outcome, row.Row.Actor, row.Role));
            Assert.Contains("read-only", row.Note, StringComparison.Ordinal);
        });
    }

    /// <summary>The session, the role and the switch are asked again before each step.</summary>
    [Theory]
    [InlineData(Obstacle.EndedSession, "has ended your session")]
    [InlineData(Obstacle.RoleTaken, "no role")]
    [InlineData(Obstacle.ReadOnly, "read-only")]
    public async Task SecondStepOfACreation_WhenThePersonMayNotAnyMore_IsNotSentAndSaid(Obstacle obstacle, string words)
    {
        if (ChangesOfACreation == 1)
        {
            return;
        }

        await using var console = await OpenAsync();
        var actor = await console.SignInAsync("Operator");
        _turnstile.After = times => times == 1 ? console.PutInTheWayAsync(obstacle, actor) : Task.CompletedTask;

        var came = await RunAsync(console, Operation.Create, actor);

        Assert.Contains(words, Assert.IsType<Came.DoneInPart>(came).Why, StringComparison.Ordinal);
        Assert.StartsWith("POST", Assert.Single(await WritesAsync()), StringComparison.Ordinal);
        Assert.Equal([JournalEvent.Abandoned, JournalEvent.Applied], (await console.ChangesAsync()).Select(row => row.Row.Outcome));
    }

    [Theory]
    [InlineData(Operation.Delete, Role.Operator, false)]
    [InlineData(Operation.Delete, Role.Approver, true)]
    [InlineData(Operation.Delete, Role.Administrator, true)]
    [InlineData(Operation.DeleteMany, Role.Operator, false)]
    [InlineData(Operation.DeleteMany, Role.Approver, true)]
    public async Task Deletion_ThatHasToBeTyped_IsForApproversWhereTheConsoleIsSetSo(Operation operation, Role role, bool isAllowed)
    {
        if (!IsThere(operation) || !IsOffered(operation))
        {
            return;
        }

        await using var console = await OpenAsync(threshold: new(configured: 0, needsApprover: true), limits: new() { TypedAbove = 0 });

        var came = await RunAsync(console, operation, await console.SignInAsync(role.ToString()));

        Assert.Equal(isAllowed, came is Came.Done);
        Assert.Equal(isAllowed, (await WritesAsync()).Count > 0);
        Assert.All(await console.ChangesAsync(), row => Assert.Equal((isAllowed ? JournalEvent.Applied : JournalEvent.Refused, role.ToString()), (row.Row.Outcome, row.Role)));
        Assert.True(isAllowed || Assert.IsType<Came.Refused>(came).Why!.Contains("Approver", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Deletion_ThatNeedNotBeTyped_IsForOperatorsToo()
    {
        if (!IsOffered(Operation.Delete))
        {
            return;
        }

        await using var console = await OpenAsync(threshold: new(configured: 1, needsApprover: true));

        Assert.IsType<Came.Done>(await RunAsync(console, Operation.Delete, await console.SignInAsync("Operator")));
    }

    public static TheoryData<Operation> AllOperations => [.. Enum.GetValues<Operation>()];

    private static Role RoleMet(Obstacle obstacle) => obstacle switch
    {
        Obstacle.NoRole or Obstacle.AnotherAccount or Obstacle.AnotherKind or Obstacle.RoleTaken => Role.None,
        Obstacle.Viewer => Role.Viewer,
        Obstacle.EndedSession or Obstacle.NoSession or Obstacle.ReadOnly => Role.Operator,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string WordsOf(Obstacle obstacle) => obstacle switch
    {
        Obstacle.NoRole or Obstacle.AnotherAccount or Obstacle.AnotherKind or Obstacle.RoleTaken => AccessControl.NoRoleRefusal,
        Obstacle.Viewer => AccessControl.ViewerRefusal,
        Obstacle.EndedSession => SessionWords.Of(new(SessionEnd.EndedByAdministrator, "Anna Admin")),
        Obstacle.NoSession => SessionWords.Of(new(SessionEnd.Unknown)),
        Obstacle.ReadOnly => "The console is read-only until",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>What a person finds in the way from the start.</summary>
    private static async Task<Actor> MeetAsync(MatrixConsole console, Obstacle obstacle)
    {
        var actor = await console.SignInAsync(obstacle switch
        {
            Obstacle.NoRole => "nothing that a grant names",
            Obstacle.Viewer => "Viewer",
            Obstacle.AnotherAccount => MatrixConsole.AnotherAccount,
            Obstacle.AnotherKind => MatrixConsole.AnotherKind,
            _ => "Operator",
        });
        if (obstacle == Obstacle.NoSession)
        {
            return actor with { Session = "" };
        }

        await console.PutInTheWayAsync(obstacle, actor);
        return actor;
    }

    private async Task<IReadOnlyList<string>> WritesAsync() => [.. (await _account.AskedAsync()).Where(asked => !asked.StartsWith("GET", StringComparison.Ordinal))];
}
