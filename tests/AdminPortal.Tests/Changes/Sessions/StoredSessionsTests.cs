using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Sessions;
using AdminPortal.Tests.Changes.Journal;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Sessions;

/// <summary>Sessions that really end: by time, by their people, by administrators, by the provider; and that say so.</summary>
public abstract class StoredSessionsTests : StoreTests
{
    private const string Issuer = "https://login.test";

    private readonly SteppingClock _time = new();
    private ServiceProvider _console = null!;

    private ISessions Sessions => _console.GetRequiredService<ISessions>();

    private protected override Task PrepareAsync()
    {
        _console = NewConsole();
        return Task.CompletedTask;
    }

    private protected override async Task CleanAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Session_ThatIsUsed_EndsAtItsLongestAllTheSame()
    {
        var (key, id) = await BeginAsync();

        for (var minute = 0; minute < 479; minute++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            Sessions.Touch(id);
        }

        Assert.True((await Sessions.StateAsync(id, Ending)).IsLive);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(new(SessionEnd.TooOld), await Sessions.StateAsync(id, Ending));
        Assert.Null(await Sessions.OpenAsync(key, Ending));
    }

    [Fact]
    public async Task Session_InWhichNothingIsDone_EndsAndAClickDoesNotReviveIt()
    {
        var (key, id) = await BeginAsync();

        _time.Advance(TimeSpan.FromMinutes(60) - TimeSpan.FromTicks(10));
        Assert.True((await Sessions.StateAsync(id, Ending)).IsLive);
        _time.Advance(TimeSpan.FromTicks(10));
        Sessions.Touch(id);

        Assert.Equal(new(SessionEnd.Idle), await Sessions.StateAsync(id, Ending));
        Assert.Null(await Sessions.OpenAsync(key, Ending));
        Assert.Empty(await Sessions.ListAsync(Ending));
    }

    [Fact]
    public async Task Session_ThatIsOnlyLookedAt_IsNotUsed()
    {
        var (_, id) = await BeginAsync();

        for (var look = 0; look < 120; look++)
        {
            _time.Advance(TimeSpan.FromSeconds(30));
            await Sessions.StateAsync(id, Ending);
        }

        Assert.Equal(new(SessionEnd.Idle), await Sessions.StateAsync(id, Ending));
    }

    [Fact]
    public async Task Use_InOneProcess_IsKnownToAnother()
    {
        var (_, id) = await BeginAsync();
        _time.Advance(TimeSpan.FromMinutes(50));
        Sessions.Touch(id);
        await Sessions.StateAsync(id, Ending);
        _time.Advance(TimeSpan.FromMinutes(50));

        await using var another = NewConsole();

        Assert.True((await another.GetRequiredService<ISessions>().StateAsync(id, Ending)).IsLive);
    }

    [Fact]
    public async Task Touch_OfASessionThatNobodyHasOpenedHere_DoesNothing()
    {
        var (_, id) = await BeginAsync();
        await using var another = NewConsole();
        _time.Advance(TimeSpan.FromMinutes(59));
        another.GetRequiredService<ISessions>().Touch(id);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(new(SessionEnd.Idle), await another.GetRequiredService<ISessions>().StateAsync(id, Ending));
    }

    [Fact]
    public async Task SignOut_EndsTheSessionEverywhereAndLeavesNothingInIt()
    {
        var (key, id) = await BeginAsync();
        List<string> told = [];
        using var following = Sessions.Follow(told.Add);

        Assert.True(await Sessions.EndAsync(id, SessionEnd.SignedOut, by: null, Ending));

        Assert.Equal([id], told);
        Assert.Equal(new(SessionEnd.SignedOut), await Sessions.StateAsync(id, Ending));
        await using var another = NewConsole();
        Assert.Null(await another.GetRequiredService<ISessions>().OpenAsync(key, Ending));
        Assert.Equal(0L, Convert.ToInt64(await Database.ScalarAsync("""SELECT max(length("Ticket")) FROM "Sessions" """), System.Globalization.CultureInfo.InvariantCulture));
        Assert.False(await Sessions.EndAsync(id, SessionEnd.EndedByAdministrator, "anna", Ending));
        Assert.Equal(new(SessionEnd.SignedOut), await Sessions.StateAsync(id, Ending));
    }

    [Fact]
    public async Task Session_EndedBySeveralAtOnce_EndsAndIsJournaledOnce()
    {
        var (_, id) = await BeginAsync();

        var ended = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Sessions.EndAsync(id, SessionEnd.EndedByAdministrator, $"anna {number}", Ending)));

        Assert.Single(ended, was => was);
        Assert.Single(await _console.GetRequiredService<IConsoleJournal>().ReadAsync(null, 20, Ending), entry => entry.Happened.What == ConsoleEventKind.SignedOut);
    }

    [Fact]
    public async Task Ticket_OfAnEndedSession_IsNotKeptAgain()
    {
        var (key, id) = await BeginAsync();
        await Sessions.EndAsync(id, SessionEnd.SignedOut, by: null, Ending);

        await Sessions.KeepAsync(key, [7], Ending);

        Assert.Null(await Sessions.OpenAsync(key, Ending));
        Assert.Equal(0L, Convert.ToInt64(await Database.ScalarAsync("""SELECT max(length("Ticket")) FROM "Sessions" """), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Ticket_ThatIsKept_IsFoundByTheKeyAloneAndTheTableHoldsNoKey()
    {
        var (key, id) = await BeginAsync();

        await Sessions.KeepAsync(key, [7, 8], Ending);

        Assert.Equal([7, 8], (await Sessions.OpenAsync(key, Ending))!.Ticket);
        Assert.Null(await Sessions.OpenAsync(id, Ending));
        Assert.Null(await Sessions.OpenAsync(key + "x", Ending));
        Assert.Equal(0L, Convert.ToInt64(await Database.ScalarAsync($"""SELECT count(*) FROM "Sessions" WHERE "Id" = '{key}' OR "Id" LIKE '{key[..16]}%' """), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("sid-1", null, "sam-1")]
    [InlineData(null, "sam", "sam-1 sam-2")]
    [InlineData("sid-2", "sam", "sam-2")]
    [InlineData("sid-1", "eve", "")]
    [InlineData("sid-9", null, "")]
    public async Task Logout_AtTheProvider_EndsWhatItNamesAndNothingElse(string? providerSession, string? subject, string ended)
    {
        var sessions = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sam-1"] = (await BeginAsync("sam", "sid-1")).Id,
            ["sam-2"] = (await BeginAsync("sam", "sid-2")).Id,
            ["eve-1"] = (await BeginAsync("eve", "sid-3")).Id,
            ["other"] = (await BeginAsync("sam", "sid-1", "https://another.test")).Id,
            ["local"] = (await BeginAsync("sam", "sid-1", issuer: null)).Id,
        };

        await Sessions.EndAtProviderAsync(Issuer, providerSession, subject, Ending);

        var over = new List<string>();
        foreach (var (name, id) in sessions)
        {
            if (!(await Sessions.StateAsync(id, Ending)).IsLive)
            {
                over.Add(name);
            }
        }

        Assert.Equal(ended, string.Join(' ', over));
    }

    [Fact]
    public async Task Logout_ThatNamesNothing_EndsNothing()
    {
        var (_, id) = await BeginAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => Sessions.EndAtProviderAsync(Issuer, null, null, Ending));

        Assert.True((await Sessions.StateAsync(id, Ending)).IsLive);
    }

    [Fact]
    public async Task Sessions_OfAPerson_AreEndedTogether()
    {
        await BeginAsync("sam");
        await BeginAsync("sam");
        var (_, eve) = await BeginAsync("eve");

        Assert.Equal(2, await Sessions.EndAllOfAsync($"{Issuer}|sam", SessionEnd.EndedByAdministrator, "anna", Ending));

        Assert.Equal([eve], (await Sessions.ListAsync(Ending)).Select(session => session.Id));
    }

    [Fact]
    public async Task List_HasWhatPeopleNeedToTellSessionsApart()
    {
        var (_, first) = await BeginAsync("sam");
        _time.Advance(TimeSpan.FromMinutes(5));
        var (_, second) = await BeginAsync("eve");
        _time.Advance(TimeSpan.FromMinutes(5));
        Sessions.Touch(first);

        var list = await Sessions.ListAsync(Ending);

        Assert.Equal([first, second], list.Select(session => session.Id));
        Assert.Equal(new(first, $"{Issuer}|sam", "sam", "192.0.2.1", _time.GetUtcNow().AddMinutes(-10), _time.GetUtcNow(), _time.GetUtcNow().AddMinutes(470)), list[0]);
    }

    [Fact]
    public async Task State_OfASessionThatNeverWas_IsUnknown() => Assert.Equal(new(SessionEnd.Unknown), await Sessions.StateAsync("", Ending));

    [Fact]
    public async Task Sessions_ThatEndedLongAgo_AreForgottenAtALaterSignIn()
    {
        var (_, ended) = await BeginAsync();
        await Sessions.EndAsync(ended, SessionEnd.SignedOut, by: null, Ending);
        await BeginAsync();
        _time.Advance(TimeSpan.FromHours(23));
        await BeginAsync();
        Assert.Equal(new(SessionEnd.SignedOut), await Sessions.StateAsync(ended, Ending));

        _time.Advance(TimeSpan.FromHours(10));
        await BeginAsync();

        Assert.Equal(new(SessionEnd.Unknown), await Sessions.StateAsync(ended, Ending));
        Assert.Equal(2L, Convert.ToInt64(await Database.ScalarAsync("""SELECT count(*) FROM "Sessions" """), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Coming_AndGoing_IsJournaledInAChainThatVerifies()
    {
        var (key, id) = await BeginAsync("sam");
        await Sessions.EndAsync(id, SessionEnd.EndedByAdministrator, "anna", Ending);

        var entries = await _console.GetRequiredService<IConsoleJournal>().ReadAsync(null, 10, Ending);

        Assert.Equal(
            [
                new(ConsoleEventKind.SignedOut, "anna") { Person = $"{Issuer}|sam", PersonName = "sam", Note = "Ended by an administrator." },
                new(ConsoleEventKind.RoleChanged, "sam") { Person = $"{Issuer}|sam", PersonName = "sam", Note = "First seen with Operator." },
                new(ConsoleEventKind.SignedIn, "sam") { Person = $"{Issuer}|sam", PersonName = "sam", Note = "From 192.0.2.1." },
            ],
            entries.Select(entry => entry.Happened));
        var check = await _console.GetRequiredService<IJournal>().VerifyAsync(account: null, Ending);
        Assert.Null(check.Broken);
        Assert.Equal(3, check.Entries);
        Assert.DoesNotContain(entries, entry => entry.Happened.ToString().Contains(key, StringComparison.Ordinal));
    }

    private ServiceProvider NewConsole() => Database.NewPortal(services => services.AddSingleton<TimeProvider>(_time));

    private async Task<(string Key, string Id)> BeginAsync(string subject = "sam", string? providerSession = null, string? issuer = Issuer)
    {
        var key = await Sessions.BeginAsync(
            new()
            {
                Person = issuer is null ? $"Local {subject}" : $"{issuer}|{subject}", Name = subject, Issuer = issuer, Subject = subject, ProviderSession = providerSession, From = "192.0.2.1",
                Holds = [new(HeldValue.Roles, "Operator")], Ticket = [1, 2, 3],
            },
            Ending);
        return (key, (await Sessions.OpenAsync(key, Ending))!.Id);
    }
}

public sealed class SqliteStoredSessionsTests : StoredSessionsTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();
}

public sealed class PostgresStoredSessionsTests(SharedPostgres postgres) : StoredSessionsTests
{
    private protected override Task<TestStore> NewDatabaseAsync() => postgres.NewStoreAsync();
}
