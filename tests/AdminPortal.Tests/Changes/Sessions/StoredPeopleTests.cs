using AdminPortal.Changes.Access;
using AdminPortal.Changes.Sessions;
using AdminPortal.Tests.Changes.Journal;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Tests.Changes.Sessions;

public abstract class StoredPeopleTests : StoreTests
{
    private const string Sam = "https://login.test|sam";

    private readonly SteppingClock _time = new();
    private readonly IConfigurationRoot _grants = new ConfigurationBuilder().AddInMemoryCollection(
        [new($"{AccessPolicy.Section}:0:Value", "team"), new($"{AccessPolicy.Section}:0:Role", "Viewer")]).Build();

    private ServiceProvider _console = null!;

    private IPeople People => _console.GetRequiredService<IPeople>();

    private protected override Task PrepareAsync()
    {
        _console = Database.NewPortal(services => services.AddSingleton<TimeProvider>(_time).AddSingleton(AccessPolicy.From(_grants, NullLogger<AccessPolicy>.Instance)));
        return Task.CompletedTask;
    }

    private protected override async Task CleanAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Person_WhoSignsInAgain_IsOneWithWhatTheLastSignInGave()
    {
        await SignInAsync(Sam, "Sam", "team");
        _time.Advance(TimeSpan.FromDays(2));
        await SignInAsync("https://login.test|eve", "Eve", "team");
        _time.Advance(TimeSpan.FromDays(1));
        await SignInAsync(Sam, "Sam Sample", "another");

        var people = await People.ListAsync(Ending);

        Assert.Equal(["Sam Sample", "Eve"], people.Select(person => person.Name));
        Assert.Equal((Sam, "https://login.test", _time.GetUtcNow().AddDays(-3), _time.GetUtcNow()), (people[0].Id, people[0].Issuer, people[0].FirstAt, people[0].LastAt));
        Assert.Equal([new(HeldValue.Roles, "another")], people[0].Holds);
    }

    [Fact]
    public async Task Roles_ThatTheProviderChanges_AreJournaledAtTheSignIn()
    {
        await SignInAsync(Sam, "Sam", "team");
        await SignInAsync(Sam, "Sam", "team");
        await SignInAsync(Sam, "Sam", "another");

        Assert.Equal(["From Viewer to no role.", "First seen with Viewer."], await RolesAsync());
    }

    [Fact]
    public async Task Roles_ThatTheConfigurationChanges_AreJournaledOnceHoweverManyPagesLook()
    {
        await SignInAsync(Sam, "Sam", "team");
        _grants[$"{AccessPolicy.Section}:0:Role"] = "Operator";
        _grants.Reload();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => People.NoteRolesAsync(Sam, Ending)));
        await People.NoteRolesAsync(Sam, Ending);

        Assert.Equal(["From Viewer to Operator.", "First seen with Viewer."], await RolesAsync());
    }

    [Fact]
    public async Task Person_WhoFirstSignsInInSeveralTabsAtOnce_IsOneAndHasASessionInEach()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SignInAsync(Sam, "Sam", "team")));

        Assert.Equal(8, keys.Distinct().Count());
        Assert.Single(await People.ListAsync(Ending));
        Assert.Equal(["First seen with Viewer."], await RolesAsync());
    }

    [Fact]
    public async Task Roles_OfSomebodyUnknown_AreNotJournaled()
    {
        await People.NoteRolesAsync("nobody", Ending);

        Assert.Empty(await RolesAsync());
    }

    private async Task<IEnumerable<string?>> RolesAsync() => (await _console.GetRequiredService<IConsoleJournal>().ReadAsync(null, 100, Ending))
        .Where(entry => entry.Happened.What == ConsoleEventKind.RoleChanged).Select(entry => entry.Happened.Note);

    private Task<string> SignInAsync(string person, string name, string value) => _console.GetRequiredService<ISessions>().BeginAsync(
        new() { Person = person, Name = name, Issuer = "https://login.test", Holds = [new(HeldValue.Roles, value)], Ticket = [1] }, Ending);
}

public sealed class SqliteStoredPeopleTests : StoredPeopleTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();
}

public sealed class PostgresStoredPeopleTests(SharedPostgres postgres) : StoredPeopleTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
