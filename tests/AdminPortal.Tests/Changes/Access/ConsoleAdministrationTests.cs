using System.Reflection;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Sessions;
using AdminPortal.Tests.Changes.Journal;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Changes.Access;

/// <summary>What administrators do with the console: refused without the right and journaled either way. A new operation cannot escape it.</summary>
public abstract class ConsoleAdministrationTests : StoreTests
{
    /// <summary>Every operation, and what the journal says that somebody wanted who was refused it.</summary>
    private static readonly IReadOnlyDictionary<string, (Func<ConsoleAdministrationTests, Actor, Task<(string Came, string? Why)>> Run, string Wanted)> Deeds =
        new Dictionary<string, (Func<ConsoleAdministrationTests, Actor, Task<(string Came, string? Why)>> Run, string Wanted)>(StringComparer.Ordinal)
        {
            [nameof(ConsoleAdministration.BeginReadOnlyAsync)] = (async (it, actor) => Of(await it.Administration.BeginReadOnlyAsync(actor, "Migration", it.In(hours: 1), Ending)), "make the console read-only until 2026-01-31 13:00 UTC"),
            [nameof(ConsoleAdministration.EndReadOnlyAsync)] = (async (it, actor) => Of(await it.Administration.EndReadOnlyAsync(actor, Ending)), "end the read-only time"),
            [nameof(ConsoleAdministration.EndSessionAsync)] = (async (it, actor) => Of(await it.Administration.EndSessionAsync(actor, it._sam.Session!, Ending)), "end somebody's session"),
            [nameof(ConsoleAdministration.EndSessionsOfAsync)] = (async (it, actor) => Of(await it.Administration.EndSessionsOfAsync(actor, it._sam.Id, Ending)), "end every session of https://login.test|sam"),
            [nameof(ConsoleAdministration.SessionsAsync)] = (async (it, actor) => Of(await it.Administration.SessionsAsync(actor, Ending)), "see who is signed in"),
            [nameof(ConsoleAdministration.PeopleAsync)] = (async (it, actor) => Of(await it.Administration.PeopleAsync(actor, Ending)), "see who has ever signed in"),
            [nameof(ConsoleAdministration.LookAsync)] = (async (it, actor) => Of(await it.Administration.LookAsync(actor, "to see the store", () => it.Get<ISessions>().ListAsync(Ending), Ending)), "see the store"),
            [nameof(ConsoleAdministration.JournalAsync)] = (async (it, actor) => Of(await it.Administration.JournalAsync(actor, null, 10, Ending)), "read the console's journal"),
        };

    private readonly SteppingClock _time = new();
    private ServiceProvider _console = null!;
    private Actor _anna = null!;
    private Actor _sam = null!;

    /// <summary>Who is no administrator of the console: the value that the sign-in gave.</summary>
    public static TheoryData<string, string> Refused => new MatrixTheoryData<string, string>(
        [.. Deeds.Keys], ["nothing", "Viewer", "Operator", "Approver", "AdministratorOfAnAccount", "AdministratorOfAKind"]);

    public static TheoryData<string> Operations => [.. Deeds.Keys];

    private ConsoleAdministration Administration => Get<ConsoleAdministration>();

    private protected override async Task PrepareAsync()
    {
        var grants = new ConfigurationBuilder().AddInMemoryCollection(
        [
            .. new[] { "Viewer", "Operator", "Approver", "Administrator" }.SelectMany((role, index) => Grant(index, role, role)),
            .. Grant(4, "AdministratorOfAnAccount", "Administrator"), new($"{AccessPolicy.Section}:4:Accounts:0", "one"),
            .. Grant(5, "AdministratorOfAKind", "Administrator"), new($"{AccessPolicy.Section}:5:Kinds:0", "Target"),
        ]).Build();
        _console = Database.NewPortal(services => services
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton(AccessPolicy.From(grants, NullLogger<AccessPolicy>.Instance))
            .AddSingleton<AccessControl>()
            .AddSingleton<ConsoleAdministration>());
        _anna = await SignInAsync("anna", "Administrator");
        _sam = await SignInAsync("sam", "Operator");
    }

    private protected override async Task CleanAsync() => await _console.DisposeAsync();

    [Fact]
    public void EveryOperation_IsHere() => Assert.Equal(
        typeof(ConsoleAdministration).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Select(method => method.Name).Order(StringComparer.Ordinal),
        Deeds.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Operation_ByNoAdministratorOfTheConsole_IsRefusedAndJournaled(string operation, string value)
    {
        var eve = await SignInAsync("eve", value);

        Assert.Equal(("Refused", "Only an administrator may do this."), await Deeds[operation].Run(this, eve));

        var noted = (await Get<IConsoleJournal>().ReadAsync(null, 1, Ending))[0].Happened;
        Assert.Equal((ConsoleEventKind.Refused, "eve", "https://login.test|eve"), (noted.What, noted.Actor, noted.Person));
        Assert.Equal($"Wanted to {Deeds[operation].Wanted}. Only an administrator may do this.", noted.Note);
        Assert.True((await Get<ISessions>().StateAsync(_sam.Session!, Ending)).IsLive);
        Assert.Null(await Get<IReadOnlySwitch>().ReadAsync(Ending));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_InAnEndedSession_IsRefusedAndJournaled(string operation)
    {
        await Get<ISessions>().EndAsync(_anna.Session!, SessionEnd.SignedOut, by: null, Ending);

        Assert.Equal(("Refused", SessionWords.Of(new(SessionEnd.SignedOut))), await Deeds[operation].Run(this, _anna));
        Assert.Equal(ConsoleEventKind.Refused, (await Get<IConsoleJournal>().ReadAsync(null, 1, Ending))[0].Happened.What);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_ByAnAdministrator_IsDone(string operation) => Assert.Equal("Done", (await Deeds[operation].Run(this, _anna)).Came);

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Operation_WhileTheConsoleIsReadOnly_IsDoneAllTheSame(string operation)
    {
        await Administration.BeginReadOnlyAsync(_anna, "Migration", In(hours: 2), Ending);

        Assert.Equal("Done", (await Deeds[operation].Run(this, _anna)).Came);
    }

    [Fact]
    public async Task ReadOnly_BegunAndEnded_IsJournaledWithReasonAndEnd()
    {
        await Administration.BeginReadOnlyAsync(_anna, "  Migration ", In(hours: 1), Ending);
        Assert.Equal(new("anna", "Migration", In(0), In(hours: 1)), await Get<IReadOnlySwitch>().ReadAsync(Ending));
        await Administration.EndReadOnlyAsync(_anna, Ending);
        Assert.Null(await Get<IReadOnlySwitch>().ReadAsync(Ending));

        var entries = await Get<IConsoleJournal>().ReadAsync(null, 2, Ending);

        Assert.Equal([new(ConsoleEventKind.ReadOnlyEnded, "anna"), new(ConsoleEventKind.ReadOnlyBegan, "anna") { Reason = "Migration", Note = "Until 2026-01-31 13:00 UTC." }], entries.Select(entry => entry.Happened));
        Assert.Null((await Get<IJournal>().VerifyAsync(IConsoleJournal.Account, Ending)).Broken);
    }

    [Theory]
    [InlineData("", 60, "Say why")]
    [InlineData("   ", 60, "Say why")]
    [InlineData("Migration", 0, "in the past")]
    [InlineData("Migration", -1, "in the past")]
    [InlineData("Migration", (31 * 24 * 60) + 1, "At most 31 days")]
    public async Task ReadOnly_ThatCannotBe_DoesNotBegin(string reason, int minutes, string words)
    {
        var came = Of(await Administration.BeginReadOnlyAsync(_anna, reason, In(0).AddMinutes(minutes), Ending));

        Assert.Equal("NotPossible", came.Came);
        Assert.Contains(words, came.Why, StringComparison.Ordinal);
        Assert.Null(await Get<IReadOnlySwitch>().ReadAsync(Ending));
    }

    [Theory]
    [InlineData(IReadOnlySwitch.MaxReason, "Done")]
    [InlineData(IReadOnlySwitch.MaxReason + 1, "NotPossible")]
    public async Task ReadOnly_WithALongReason_IsBounded(int length, string came) =>
        Assert.Equal(came, Of(await Administration.BeginReadOnlyAsync(_anna, new('x', length), In(0) + IReadOnlySwitch.Longest, Ending)).Came);

    [Fact]
    public async Task Session_EndedByAnAdministrator_SaysByWhom()
    {
        List<string> ended = [];
        using var following = Get<ISessions>().Follow(ended.Add);

        Assert.Equal(new SessionsEnded(1), Assert.IsType<Administered<SessionsEnded>.Done>(await Administration.EndSessionAsync(_anna, _sam.Session!, Ending)).Value);

        Assert.Equal([_sam.Session!], ended);
        Assert.Equal(new SessionState(SessionEnd.EndedByAdministrator, "anna"), await Get<ISessions>().StateAsync(_sam.Session!, Ending));
        var noted = (await Get<IConsoleJournal>().ReadAsync(null, 1, Ending))[0].Happened;
        Assert.Equal((ConsoleEventKind.SignedOut, "anna", "sam"), (noted.What, noted.Actor, noted.PersonName));
        Assert.Equal(new SessionsEnded(0), Assert.IsType<Administered<SessionsEnded>.Done>(await Administration.EndSessionAsync(_anna, _sam.Session!, Ending)).Value);
    }

    private static (string Came, string? Why) Of<T>(Administered<T> answer) => answer switch
    {
        Administered<T>.Done => ("Done", null),
        Administered<T>.Refused refused => ("Refused", refused.Reason),
        Administered<T>.NotPossible notPossible => ("NotPossible", notPossible.Problem),
        Administered<T>.Away away => ("Away", away.Trouble),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IEnumerable<KeyValuePair<string, string?>> Grant(int number, string value, string role) =>
        [new($"{AccessPolicy.Section}:{number}:Value", value), new($"{AccessPolicy.Section}:{number}:Role", role)];

    private DateTimeOffset In(int hours) => _time.GetUtcNow().AddHours(hours);

    private T Get<T>()
        where T : notnull => _console.GetRequiredService<T>();

    private async Task<Actor> SignInAsync(string name, string value)
    {
        IReadOnlyList<HeldValue> holds = [new(HeldValue.Roles, value)];
        var key = await Get<ISessions>().BeginAsync(new() { Person = $"https://login.test|{name}", Name = name, Holds = holds, Ticket = [1] }, Ending);
        return new(name, Role.Administrator) { Id = $"https://login.test|{name}", Session = (await Get<ISessions>().OpenAsync(key, Ending))!.Id, Holds = holds };
    }
}

public sealed class SqliteConsoleAdministrationTests : ConsoleAdministrationTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();
}

public sealed class PostgresConsoleAdministrationTests(SharedPostgres postgres) : ConsoleAdministrationTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
