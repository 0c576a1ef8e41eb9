using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Store;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>Components over a journal in a real store, which a test can take away.</summary>
public abstract class JournalTestContext : PortalTestContext
{
    private protected const string TargetId = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adminportal-journal-");

    protected JournalTestContext()
    {
        Services.AddPortalStore(Path.Combine(_folder.FullName, "data"));
        Services.AddSingleton<IPreferences>(Preferences);
    }

    protected static CancellationToken Ending => Xunit.TestContext.Current.CancellationToken;

    /// <summary>The store's file.</summary>
    private protected string StoreFile => Path.Combine(_folder.FullName, "data", "portal.db");

    private protected IJournal Journal => Services.GetRequiredService<IJournal>();

    private protected static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>An update of the documents' target, a minute after whatever was written before.</summary>
    private protected static ChangeIntent Update(string person = "anna", string address = "10.0.0.2") => new()
    {
        Account = Wire.AccountId,
        Actor = new(person, Role.Operator),
        Kind = "Target",
        ResourceId = TargetId,
        ResourceName = "infra-access-target",
        Operation = ChangeOperation.Update,
        Reason = "NET-1",
        Baseline = Target("10.0.0.1"),
        Proposed = Target(address),
        Method = "PUT",
        Path = $"/accounts/{Wire.AccountId}/infrastructure/targets/{TargetId}",
    };

    private protected static JsonObject Target(string address) => Json($$"""{"hostname":"infra-access-target","ip":{"ipv4":{"ip_addr":"{{address}}"} },"x_unknown":{"deep":[1]} }""");

    private protected static ChangeOutcome Applied(JsonObject? after = null) => new(JournalEvent.Applied)
    {
        Answer = new(System.Net.HttpStatusCode.OK, Wire.Ray, [], []),
        After = after is null ? new ResourceImage.Unknown() : new ResourceImage.Known(after),
        Duration = TimeSpan.FromMilliseconds(42),
    };

    /// <summary>Writes a change with its outcome, or leaves it open.</summary>
    private protected async Task<OpenChange> WriteAsync(ChangeIntent? intent = null, ChangeOutcome? outcome = null, bool staysOpen = false)
    {
        Time.Advance(TimeSpan.FromMinutes(1));
        var change = await Journal.IntendAsync(intent ?? Update(), Ending);
        if (!staysOpen)
        {
            Assert.Equal(Completion.Written, await Journal.CompleteAsync(change, outcome ?? Applied(change.Intent.Proposed)));
        }

        return change;
    }

    /// <summary>Takes the store away.</summary>
    private protected void TakeStoreAway()
    {
        SqliteConnection.ClearAllPools();
        Directory.Move(Path.Combine(_folder.FullName, "data"), Path.Combine(_folder.FullName, "away"));
    }

    /// <summary>Brings it back.</summary>
    private protected void BringStoreBack() => Directory.Move(Path.Combine(_folder.FullName, "away"), Path.Combine(_folder.FullName, "data"));

    /// <summary>The store is removed last, after what writes to it.</summary>
    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
