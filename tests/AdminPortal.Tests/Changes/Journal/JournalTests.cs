using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Tests.Changes.Store;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Journal;

/// <summary>A journal on one engine, and short ways to fill it.</summary>
public abstract class JournalTests : StoreTests
{
    protected const string Account = "023e105f4ecef8ad9ca31a8372d0c353";
    protected const string Target = "0191dce4-9ab4-7fce-b660-8e5dec5172da";

    private readonly List<ServiceProvider> _portals = [];

    private protected SteppingClock Clock { get; } = new();

    private protected StoredJournal Journal { get; private set; } = null!;

    private protected PortalStore Store { get; private set; } = null!;

    /// <summary>A journal as another process has it.</summary>
    private protected StoredJournal NewJournal() => NewPortal().GetRequiredService<StoredJournal>();

    private protected ServiceProvider NewPortal()
    {
        var portal = Database.NewPortal(services => services.AddSingleton<TimeProvider>(Clock));
        _portals.Add(portal);
        return portal;
    }

    private protected override Task PrepareAsync()
    {
        var portal = NewPortal();
        (Journal, Store) = (portal.GetRequiredService<StoredJournal>(), portal.GetRequiredService<PortalStore>());
        return Task.CompletedTask;
    }

    private protected override async Task CleanAsync()
    {
        foreach (var portal in _portals)
        {
            await portal.DisposeAsync();
        }
    }

    private protected static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    private protected static ChangeIntent Intent(string id = Target, string person = "anna", string account = Account) => new()
    {
        Account = account,
        Actor = new(person, Role.Operator),
        Kind = "Target",
        ResourceId = id,
        ResourceName = "app-1.example.com",
        Operation = ChangeOperation.Update,
        Reason = "NET-1",
        Baseline = Json("""{"hostname":"app-1.example.com"}"""),
        Proposed = Json("""{"hostname":"app-2.example.com"}"""),
        Method = "PUT",
        Path = $"/accounts/{account}/infrastructure/targets/{id}",
        Correlation = "4bf92f3577b34da6a3ce929d0e0e4736",
    };

    private protected static ChangeOutcome Applied(string image = """{"hostname":"app-2.example.com"}""") => new(JournalEvent.Applied)
    {
        Answer = new(System.Net.HttpStatusCode.OK, "8f0a1b2c3d4e5f60-FRA", [], [new() { Code = 1001, Message = "Saved." }]),
        After = new ResourceImage.Known(Json(image)),
        Duration = TimeSpan.FromMilliseconds(42),
    };

    private protected Task<OpenChange> IntendAsync(ChangeIntent? intent = null) => Journal.IntendAsync(intent ?? Intent(), Ending);

    /// <summary>A change from its intent to its outcome; the clock goes on by a second before.</summary>
    private protected async Task<OpenChange> ChangeAsync(ChangeIntent? intent = null, ChangeOutcome? outcome = null)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        var open = await IntendAsync(intent);
        Assert.Equal(Completion.Written, await Journal.CompleteAsync(open, outcome ?? Applied()));
        return open;
    }

    private protected async Task AssertIntactAsync(long entries)
    {
        var result = await Journal.VerifyAsync(account: null, Ending);
        Assert.Null(result.Broken);
        Assert.Equal(entries, result.Entries);
    }
}
