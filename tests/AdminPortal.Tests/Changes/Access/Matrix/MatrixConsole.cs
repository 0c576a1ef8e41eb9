using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Sessions;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Tests.Changes.Batches;
using AdminPortal.Tests.Changes.Store;
using AdminPortal.Tests.Cloudflare;
using AdminPortal.Tests.Sandbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Changes.Access.Matrix;

/// <summary>A console with grants for every role, some of them limited, and one account.</summary>
internal sealed class MatrixConsole : IAsyncDisposable
{
    /// <summary>Who holds it is an operator of another account only.</summary>
    public const string AnotherAccount = "operators-elsewhere";

    /// <summary>Who holds it is an operator of another kind only.</summary>
    public const string AnotherKind = "operators-of-another-kind";

    private readonly IConfigurationRoot _grants;
    private readonly ServiceProvider _services;

    public MatrixConsole(TestStore database, SandboxAccount account, Turnstile turnstile, ResourceKind kind, DeletionThreshold? threshold = null, BatchLimits? limits = null)
    {
        var other = Inputs.Kinds.First(one => one.Name != kind.Name).Name;
        _grants = new ConfigurationBuilder().AddInMemoryCollection(
        [
            .. new[] { Role.Viewer, Role.Operator, Role.Approver, Role.Administrator }.SelectMany(role => Grant((int)role, role.ToString(), role)),
            .. Grant(5, AnotherAccount, Role.Operator), new($"{AccessPolicy.Section}:5:Accounts:0", "another-account"),
            .. Grant(6, AnotherKind, Role.Operator), new($"{AccessPolicy.Section}:6:Kinds:0", other),
        ]).Build();
        _services = database.NewPortal(services => services
            .AddSingleton<TimeProvider>(new FakeClock())
            .AddSingleton(AccessPolicy.From(_grants, NullLogger<AccessPolicy>.Instance))
            .AddSingleton(account.Accounts)
            .AddPortalOperations(limits, threshold ?? new(configured: 1)));
        turnstile.Real = Get<IWriteGuard>();
    }

    private static CancellationToken Ending => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Signs somebody in to whom the provider gives this value. What the person says of the own role counts for nothing.</summary>
    public async Task<Actor> SignInAsync(string value)
    {
        var sessions = Get<ISessions>();
        IReadOnlyList<HeldValue> holds = [new(HeldValue.Roles, value)];
        var key = await sessions.BeginAsync(new() { Person = "https://login.test|sam", Name = "Sam Sample", Holds = holds, Ticket = [1] }, Ending);
        return new("Sam Sample", Role.Administrator) { Id = "https://login.test|sam", Session = (await sessions.OpenAsync(key, Ending))!.Id, Holds = holds };
    }

    public Task BeginReadOnlyAsync()
    {
        var now = Get<TimeProvider>().GetUtcNow();
        return Get<IReadOnlySwitch>().BeginAsync(new("Anna Admin", "Migration of the data centre", now, now.AddHours(1)), Ending);
    }

    /// <summary>Makes it so that the person may not any more, where that is not by what the sign-in gave.</summary>
    public async Task PutInTheWayAsync(Obstacle obstacle, Actor actor)
    {
        switch (obstacle)
        {
            case Obstacle.EndedSession:
                Assert.True(await Get<ISessions>().EndAsync(actor.Session!, SessionEnd.EndedByAdministrator, "Anna Admin", Ending));
                break;
            case Obstacle.ReadOnly:
                await BeginReadOnlyAsync();
                break;
            case Obstacle.RoleTaken:
                _grants[$"{AccessPolicy.Section}:{(int)Role.Operator}:Value"] = "another-value";
                _grants.Reload();
                break;
        }
    }

    /// <summary>What the journal of changes has, the newest first; the chains are whole, and nothing is open.</summary>
    public async Task<IReadOnlyList<ChangeDetail>> ChangesAsync()
    {
        var journal = Get<IJournal>();
        Assert.Empty(await journal.OpenIntentsAsync(Ending));
        Assert.Null((await journal.VerifyAsync(account: null, Ending)).Broken);
        List<ChangeDetail> changes = [];
        foreach (var row in (await journal.PageAsync(new(SandboxHost.AccountId), null, 10, Ending)).Rows)
        {
            changes.Add((await journal.FindAsync(SandboxHost.AccountId, row.Id, Ending))!);
        }

        return [.. changes.OrderByDescending(change => change.Row.IntentSequence)];
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static IEnumerable<KeyValuePair<string, string?>> Grant(int number, string value, Role role) =>
        [new($"{AccessPolicy.Section}:{number}:Value", value), new($"{AccessPolicy.Section}:{number}:Role", role.ToString())];
}
