using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Updates;
using AdminPortal.Changes.Writes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;
using AdminPortal.Tests.Changes.Batches;
using AdminPortal.Tests.Changes.Store;
using AdminPortal.Tests.Cloudflare;
using AdminPortal.Tests.Sandbox;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Writes;

/// <summary>What the journal says of every operation of every kind, over a real store and a running sandbox.</summary>
public abstract partial class JournaledWritesTests<TResource, TInput>(SandboxHost sandbox) : StoreTests, IClassFixture<SandboxHost>
    where TResource : class
    where TInput : class
{
    private const string Wanted = "wanted-1";
    private static readonly Actor Somebody = new("Sam Sample", Role.Operator);

    private readonly SandboxAccount _account = new(sandbox);
    private ServiceProvider _portal = null!;

    protected abstract ResourceKind<TResource, TInput> Kind { get; }

    /// <summary>The kind's name in the sandbox's state.</summary>
    protected abstract string Stored { get; }

    /// <summary>A resource of the sandbox's initial data.</summary>
    protected abstract string Id { get; }

    /// <summary>A text field that a change changes.</summary>
    protected virtual string Pointer => "/name";

    /// <summary>How many changes a creation is.</summary>
    protected virtual int ChangesOfACreation => 1;

    /// <summary>A whole input of a new resource, named as it is wanted.</summary>
    protected virtual string Fresh => "";

    private IJournal Journal => _portal.GetRequiredService<IJournal>();

    private protected override Task<TestStore> NewDatabaseAsync() => NewSqlite();

    private protected override async Task PrepareAsync()
    {
        await _account.ResetAsync();
        _portal = NewPortal();
    }

    private protected override async Task CleanAsync()
    {
        await _portal.DisposeAsync();
        _account.Dispose();
    }

    [Fact]
    public async Task Update_CarriedOut_IsAppliedWithWhatWasBeforeAndAfter()
    {
        var request = await RequestAsync();

        var saved = Assert.IsType<UpdateOutcome<TResource>.Saved>(await SaveAsync(request));

        Assert.Equal(Completion.Written, saved.Journaled);
        var change = await OnlyAsync(JournalEvent.Applied);
        Assert.Equal(("Sam Sample", Kind.Name, Id, ChangeOperation.Update, "NET-1"), (change.Row.Actor, change.Row.Kind, change.Row.ResourceId, change.Row.Operation, change.Row.Reason));
        Assert.Equal((200, saved.Answer.Ray), (change.Row.Status, change.Row.Ray));
        Assert.Equal(("PUT", $"/accounts/{SandboxHost.AccountId}/{Kind.Path}/{Id}"), (change.Method, change.Path));
        Assert.Matches("^[0-9a-f]{32}$", change.Correlation);
        Assert.NotNull(change.Row.Duration);
        AssertSame(request.Baseline, change.Before);
        Assert.True(JsonNode.DeepEquals(request.Proposed, change.Proposed));
        AssertSame(Kind.InputOf(saved.Resource), change.After);
        Assert.Equal("new", (string?)Image(change.After)["x_new"]!["deep"]![0]);
    }

    [Fact]
    public async Task Store_AfterWrites_HoldsNoCredential()
    {
        var request = await RequestAsync();
        await SaveAsync(request);
        await _account.OrderAsync("PUT", """{"status":400}""");
        await SaveAsync(request with { Baseline = request.Proposed, Proposed = request.Baseline });

        var held = await HeldAsync();

        Assert.Contains(Wanted, held, StringComparison.Ordinal);
        Assert.DoesNotContain(SandboxAccount.Token, held, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Bearer", held, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Update_Refused_IsRejectedWithTheApisWords()
    {
        await _account.OrderAsync("PUT", """{"status":400,"body":{"success":false,"errors":[{"code":1004,"message":"Not like this."}]}}""");

        Assert.IsType<UpdateOutcome<TResource>.NotSaved>(await SaveAsync(await RequestAsync()));

        var change = await OnlyAsync(JournalEvent.Rejected);
        Assert.Equal((400, "Not like this."), (change.Row.Status, Assert.Single(change.Errors).Message));
        Assert.IsType<ResourceImage.Unknown>(change.After);
    }

    [Theory]
    [InlineData("after-write", JournalEvent.Applied)]
    [InlineData("before-write", JournalEvent.NotApplied)]
    public async Task Update_WithoutAnAnswer_IsWhatReadingShows(string cut, JournalEvent shown)
    {
        var request = await RequestAsync();
        await _account.OrderAsync("PUT", $$"""{"cut":"{{cut}}"}""");

        Assert.IsType<UpdateOutcome<TResource>.Unanswered>(await SaveAsync(request));

        var change = await OnlyAsync(shown);
        if (shown == JournalEvent.Applied)
        {
            Assert.Empty(InputDiff.Between(Kind, request.Proposed, Image(change.After)));
        }
    }

    [Fact]
    public async Task Update_WithoutAnAnswerAndNotReadable_IsUnclear()
    {
        var request = await RequestAsync();
        await _account.OrderAsync("PUT", """{"status":502,"body":"<html>","latencyMs":500}""");
        var saving = SaveAsync(request);
        await PutArrivedAsync();
        Assert.Equal(Id, Assert.Single(await Journal.OpenIntentsAsync(Ending)).Intent.ResourceId);
        await _account.OrderAsync("GET", """{"status":403}""");
        await _account.OrderAsync("GET", """{"status":403}""");

        Assert.Equal(WriteFate.CannotTell, Assert.IsType<UpdateOutcome<TResource>.Unanswered>(await saving).Fate);

        await OnlyAsync(JournalEvent.Unclear);
    }

    [Fact]
    public async Task Update_OfWhatHasMoved_IsAbandonedAndNothingIsSent()
    {
        var request = await RequestAsync();
        await _account.ChangeAsync(Stored, Id, resource => resource["x_new"] = "theirs");
        await _account.ForgetAsync();

        Assert.IsType<UpdateOutcome<TResource>.Moved>(await SaveAsync(request));

        await OnlyAsync(JournalEvent.Abandoned);
        Assert.DoesNotContain(await _account.AskedAsync(), asked => asked.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Update_OfWhatCannotBeRead_IsAbandonedWithTheAnswer()
    {
        var request = await RequestAsync();
        await _account.OrderAsync("GET", """{"status":403}""");

        Assert.IsType<UpdateOutcome<TResource>.NotRead>(await SaveAsync(request));

        Assert.Equal(403, (await OnlyAsync(JournalEvent.Abandoned)).Row.Status);
    }

    [Fact]
    public async Task Update_CutShortByThePerson_LeavesNoIntentOpen()
    {
        var request = await RequestAsync();
        await _account.OrderAsync("PUT", """{"latencyMs":20000}""");
        using CancellationTokenSource patience = new();
        var saving = _portal.GetRequiredService<ResourceUpdates>().SaveAsync(Kind, Somebody, request, patience.Token);
        await PutArrivedAsync();
        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving);
        await OnlyAsync(JournalEvent.Unclear);
    }

    [Fact]
    public async Task Update_ByAViewer_IsRefusedAndJournaledAsThat()
    {
        Assert.IsType<UpdateOutcome<TResource>.Forbidden>(await SaveAsync(await RequestAsync(), Role.Viewer));

        var refused = await OnlyAsync(JournalEvent.Refused);
        Assert.Equal(("Viewer", AccessControl.ViewerRefusal, "NET-1"), (refused.Role, refused.Note, refused.Row.Reason));
        Assert.Null(refused.Proposed);
        Assert.DoesNotContain(await _account.AskedAsync(), asked => asked.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "needs a reason")]
    [InlineData("because", "Name the ticket.")]
    public async Task Update_WithoutTheReasonThatIsAskedFor_SendsNothing(string? reason, string words)
    {
        await using var strict = NewPortal(ReasonPolicy.From(new ConfigurationBuilder().AddInMemoryCollection(
            [new("Journal:Reason:Default", "Off"), new($"Journal:Reason:{Kind.Name}", "Required"), new("Journal:ReasonPattern", @"\bNET-\d+\b"), new("Journal:ReasonHint", "Name the ticket.")]).Build()));
        var updates = strict.GetRequiredService<ResourceUpdates>();
        var request = await RequestAsync();
        await _account.ForgetAsync();

        var refused = Assert.IsType<UpdateOutcome<TResource>.Forbidden>(await updates.SaveAsync(Kind, Somebody, request with { Reason = reason }, Ending));

        Assert.Contains(words, refused.Reason, StringComparison.Ordinal);
        Assert.Empty(await _account.AskedAsync());
        Assert.IsType<UpdateOutcome<TResource>.Saved>(await updates.SaveAsync(Kind, Somebody, request with { Reason = "NET-1: because" }, Ending));
    }

    [Fact]
    public async Task Updates_OfOneResourceAtOnce_GoOneAfterAnotherAndOneIsTold()
    {
        var request = await RequestAsync();
        await _account.OrderAsync("PUT", """{"latencyMs":200}""");

        var outcomes = await Task.WhenAll(SaveAsync(request), SaveAsync(request with { Proposed = With(request.Baseline, "wanted-2") }));

        Assert.Single(outcomes.OfType<UpdateOutcome<TResource>.Saved>());
        Assert.Single(outcomes.OfType<UpdateOutcome<TResource>.Moved>());
        Assert.Single(await _account.AskedAsync(), asked => asked.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", JournalEvent.Applied)]
    [InlineData("""{"status":403}""", JournalEvent.Rejected)]
    [InlineData("""{"cut":"after-write"}""", JournalEvent.Applied)]
    [InlineData("""{"cut":"before-write"}""", JournalEvent.NotApplied)]
    public async Task Deletion_IsJournaledAsWhatItCameTo(string fault, JournalEvent expected)
    {
        if (Kind is not IDeletableKind)
        {
            Assert.IsType<DeletionOutcome.Forbidden>(await DeleteAsync());
            Assert.Empty((await Journal.PageAsync(new(SandboxHost.AccountId), null, 10, Ending)).Rows);
            return;
        }

        var before = (await RequestAsync()).Baseline;
        await _account.OrderAsync("DELETE", fault);

        await DeleteAsync();

        var change = await OnlyAsync(expected);
        Assert.Equal((ChangeOperation.Delete, "DELETE"), (change.Row.Operation, change.Method));
        AssertSame(before, change.Before);
        Assert.Equal(expected == JournalEvent.Applied, change.After is ResourceImage.Gone);
    }

    [Theory]
    [InlineData("{}", JournalEvent.Applied)]
    [InlineData("""{"status":403}""", JournalEvent.Rejected)]
    [InlineData("""{"cut":"after-write"}""", JournalEvent.Applied)]
    [InlineData("""{"cut":"before-write"}""", JournalEvent.NotApplied)]
    public async Task Creation_IsJournaledAsWhatItCameTo(string fault, JournalEvent expected)
    {
        if (Kind is not ICreatableKind<TResource, TInput>)
        {
            Assert.IsType<CreationOutcome<TResource>.Forbidden>(await CreateAsync("{}"));
            return;
        }

        await _account.OrderAsync("POST", fault);

        await CreateAsync(Fresh);

        var changes = await AllAsync();
        var creation = changes[^1];
        Assert.Equal((ChangeOperation.Create, expected, "POST", Wanted), (creation.Row.Operation, creation.Row.Outcome, creation.Method, creation.Row.ResourceName));
        Assert.Equal(expected == JournalEvent.Applied, creation.Row.ResourceId is not null && creation.After is ResourceImage.Known);
        Assert.Equal(fault == "{}" ? ChangesOfACreation : 1, changes.Count);
        Assert.Single(changes.Select(change => change.Correlation).Distinct());
        if (fault == "{}")
        {
            Assert.DoesNotContain(InputDiff.Between(Kind, Inputs.Of(Fresh), Image(changes[0].After)), difference => difference.Before is not null);
        }
    }

    private protected ServiceProvider NewPortal(ReasonPolicy? reasons = null, Action<IServiceCollection>? more = null) => Database.NewPortal(services =>
    {
        services.AddSingleton<TimeProvider>(new FakeClock(hurries: true)).AddSingleton(_account.Accounts).AddPortalOperations(threshold: new(configured: 1), reasons: reasons);
        more?.Invoke(services);
    });

    private async Task PutArrivedAsync()
    {
        using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(5));
        while (!(await _account.AskedAsync()).Any(asked => asked.StartsWith("PUT", StringComparison.Ordinal)))
        {
            await look.WaitForNextTickAsync(late.Token);
        }
    }

    private Task<UpdateOutcome<TResource>> SaveAsync(UpdateRequest request, Role role = Role.Operator) =>
        _portal.GetRequiredService<ResourceUpdates>().SaveAsync(Kind, Somebody with { Role = role }, request, Ending);

    private Task<DeletionOutcome> DeleteAsync() => _portal.GetRequiredService<ResourceDeletions>().DeleteAsync(Kind, Somebody, new(SandboxHost.AccountId, Id) { Reason = "NET-1" }, Ending);

    private Task<CreationOutcome<TResource>> CreateAsync(string input) =>
        _portal.GetRequiredService<ResourceCreations>().CreateAsync(Kind, Somebody, new(SandboxHost.AccountId, Inputs.Of(input)) { Reason = "NET-1" }, Ending);

    /// <summary>An update of a resource that has a member which no model knows.</summary>
    private async Task<UpdateRequest> RequestAsync()
    {
        await _account.ChangeAsync(Stored, Id, resource => resource["x_new"] = new JsonObject { ["deep"] = new JsonArray("new") });
        var live = Assert.IsType<ApiResult<TResource>.Ok>(await Kind.ReadAsync(_account.Client, Id, Ending)).Value;
        var baseline = Kind.InputOf(live);
        return new(SandboxHost.AccountId, Id, baseline, With(baseline, Wanted)) { Reason = "NET-1", Name = Kind.NameOf(live) };
    }

    private JsonObject With(JsonObject baseline, string text)
    {
        var proposed = Inputs.Copy(baseline);
        JsonPointer.Write(proposed, Pointer, text);
        return proposed;
    }

    private async Task<ChangeDetail> OnlyAsync(JournalEvent outcome)
    {
        var change = Assert.Single(await AllAsync());
        Assert.Equal(outcome, change.Row.Outcome);
        return change;
    }

    /// <summary>All changes, the newest first; none is open, and the chain is whole.</summary>
    private async Task<IReadOnlyList<ChangeDetail>> AllAsync()
    {
        Assert.Empty(await Journal.OpenIntentsAsync(Ending));
        Assert.Null((await Journal.VerifyAsync(SandboxHost.AccountId, Ending)).Broken);
        var rows = (await Journal.PageAsync(new(SandboxHost.AccountId), null, 10, Ending)).Rows;
        List<ChangeDetail> changes = [];

        // Two of one moment have no order by time.
        foreach (var row in rows.OrderByDescending(row => row.IntentSequence))
        {
            changes.Add((await Journal.FindAsync(SandboxHost.AccountId, row.Id, Ending))!);
        }

        // Two of the same millisecond are told apart by their places in the chain.
        return [.. changes.OrderByDescending(change => change.Row.IntentSequence)];
    }

    /// <summary>All that the store holds, as text.</summary>
    private async Task<string> HeldAsync()
    {
        if (Database is SqliteTestStore sqlite)
        {
            await Database.ScalarAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            return System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(sqlite.Folder.File, Ending));
        }

        return $"{await Database.ScalarAsync("SELECT string_agg(entry::text, ' ') FROM \"Entries\" AS entry")}";
    }

    private static JsonObject Image(ResourceImage image) => Assert.IsType<ResourceImage.Known>(image).Json;

    private static void AssertSame(JsonObject expected, ResourceImage image) =>
        Assert.True(JsonNode.DeepEquals(expected, Image(image)), $"Expected {expected.ToJsonString()}, got {Image(image).ToJsonString()}.");
}
