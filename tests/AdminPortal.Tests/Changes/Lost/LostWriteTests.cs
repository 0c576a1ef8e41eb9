using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Tests.Changes.Feed;
using AdminPortal.Tests.Cloudflare;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Changes.Lost;

/// <summary>
/// What every kind that the API creates and deletes must prove when the answer to a POST or DELETE is lost, over the whole pipeline against the
/// sandbox; a new kind inherits it and cannot skip it (<see cref="EveryKindTests"/>).
/// </summary>
public abstract class LostWriteTests<TResource, TInput> : IAsyncLifetime
    where TResource : class
    where TInput : class
{
    private const string Lost = "\"cut\":\"before-write\"";
    private const string Landed = "\"cut\":\"after-write\"";

    private readonly ImmediateTime _time = new();
    private SandboxHost _sandbox = null!;
    private CloudflareAccounts _accounts = null!;

    /// <summary>What comes instead of an answer to a write that was not carried out; the last one is a slow body that breaks off.</summary>
    public static TheoryData<string> NotCarriedOut =>
    [
        Lost,
        """ "status":500 """,
        """ "status":502,"body":"<html>" """,
        """ "status":200,"body":"{\"success\":tr","contentType":"application/json","slowBodyMs":20 """,
    ];

    protected abstract ResourceKind<TResource, TInput> Kind { get; }

    /// <summary>A resource of the initial data.</summary>
    protected abstract string Id { get; }

    /// <summary>An input that no other resource has.</summary>
    protected abstract string Input { get; }

    /// <summary>An input of which there may be several.</summary>
    protected abstract string Twin { get; }

    /// <summary>A change of the stored resource that somebody else makes.</summary>
    protected abstract (string Member, string Value) Theirs { get; }

    /// <summary>The name of the kind in the sandbox's state.</summary>
    protected abstract string Stored { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Actor Actor { get; } = new("Somebody", Role.Operator);

    private ICreatableKind<TResource, TInput> Creatable => (ICreatableKind<TResource, TInput>)Kind;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(options =>
        {
            options.FaultsEnabled = true;
            options.RateLimit.Enabled = false;
        });
        _accounts = new(
            () => CloudflareSettings.ForSandbox(new(_sandbox.Server.Address.ToString()), SandboxHost.AccountId, "Example", "sandbox-token"),
            Transport.Create(),
            null,
            new RecordingLogger(),
            TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _accounts.Dispose();
        await _sandbox.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Delete_CutAfterTheWrite_HasArrivedAndIsSentOnce()
    {
        await OrderAsync("DELETE", Landed);

        Assert.Equal(WriteFate.Arrived, Assert.IsType<DeletionOutcome.Unanswered>(await DeleteAsync()).Fate);
        Assert.Empty(_time.Waits);
        Assert.Equal(["DELETE landed"], await WritesAsync());
    }

    [Theory]
    [MemberData(nameof(NotCarriedOut))]
    public async Task Delete_LostBeforeTheWrite_HasNotArrivedAndIsSentOnce(string fault)
    {
        await OrderAsync("DELETE", fault);

        var unanswered = Assert.IsType<DeletionOutcome.Unanswered>(await DeleteAsync());

        Assert.Equal(WriteFate.NotArrived, unanswered.Fate);
        Assert.True(Assert.IsType<ApiFailure.Unreachable>(unanswered.Failure).MayHaveLanded);
        Assert.Equal([TimeSpan.FromSeconds(2)], _time.Waits);
        Assert.Equal(["DELETE"], await WritesAsync());
    }

    [Fact]
    public async Task Delete_LostAndChangedMeanwhile_CannotTell()
    {
        await OrderAsync("DELETE", Lost);
        _time.Waited = () => ChangeStored().GetAwaiter().GetResult();

        Assert.Equal(WriteFate.CannotTell, Assert.IsType<DeletionOutcome.Unanswered>(await DeleteAsync()).Fate);
        Assert.Equal(["DELETE"], await WritesAsync());
    }

    [Fact]
    public async Task Delete_LostAndUnreadableAfterwards_CannotTell()
    {
        await OrderAsync("DELETE", Landed);
        await RefuseReadsAfterAsync(reads: 1);

        Assert.Equal(WriteFate.CannotTell, Assert.IsType<DeletionOutcome.Unanswered>(await DeleteAsync()).Fate);
        Assert.Equal(["DELETE landed"], await WritesAsync());
    }

    [Fact]
    public async Task Delete_LostAndNotWaitedFor_CannotTell()
    {
        using CancellationTokenSource leaves = new();
        await OrderAsync("DELETE", Lost);
        _time.Waited = leaves.Cancel;

        Assert.Equal(WriteFate.CannotTell, Assert.IsType<DeletionOutcome.Unanswered>(await DeleteAsync(leaves.Token)).Fate);
        Assert.Equal(["DELETE"], await WritesAsync());
    }

    [Fact]
    public async Task Create_CutAfterTheWrite_IsFoundByWhatWasSentAndSentOnce()
    {
        await OrderAsync("POST", Landed);

        var found = Found(await CreateAsync(Input));

        Assert.True(await HasAsync(Kind.IdOf(found)));
        Assert.Empty(_time.Waits);
        Assert.Equal(["POST landed"], await WritesAsync());
    }

    [Theory]
    [MemberData(nameof(NotCarriedOut))]
    public async Task Create_LostBeforeTheWrite_HasNotArrivedAndIsSentOnce(string fault)
    {
        await OrderAsync("POST", fault);

        var unanswered = Assert.IsType<CreationOutcome<TResource>.Unanswered>(await CreateAsync(Input));

        Assert.Equal(WriteFate.NotArrived, unanswered.Fate);
        Assert.Empty(unanswered.Alike);
        Assert.Equal([TimeSpan.FromSeconds(2)], _time.Waits);
        Assert.Equal(["POST"], await WritesAsync());
    }

    [Fact]
    public async Task Create_ArrivesLate_IsFoundAtTheSecondLook()
    {
        await OrderAsync("POST", Lost);
        _time.Waited = () => PostAsync(Input).GetAwaiter().GetResult();

        Found(await CreateAsync(Input));

        Assert.Equal([TimeSpan.FromSeconds(2)], _time.Waits);
    }

    [Fact]
    public async Task Create_OfACopyLostBeforeTheWrite_IsNotMistakenForItsOriginal()
    {
        var original = await PostAsync(Twin);
        await OrderAsync("POST", Lost);

        Assert.Equal(WriteFate.NotArrived, Assert.IsType<CreationOutcome<TResource>.Unanswered>(await CreateAsync(Twin, clonedFrom: original)).Fate);
    }

    [Fact]
    public async Task Create_LostWhereSeveralLookAlike_CannotTellAndNamesThem()
    {
        var twin = await PostAsync(Twin);
        await OrderAsync("POST", Landed);

        var unanswered = Assert.IsType<CreationOutcome<TResource>.Unanswered>(await CreateAsync(Twin));

        Assert.Equal(WriteFate.CannotTell, unanswered.Fate);
        Assert.Equal(2, unanswered.Alike.Count);
        Assert.Contains(twin, unanswered.Alike.Select(Kind.IdOf));
    }

    [Fact]
    public async Task Create_LostAndTheListUnreadableAfterwards_CannotTell()
    {
        await OrderAsync("POST", Landed);
        await RefuseReadsAfterAsync(reads: 0);

        var unanswered = Assert.IsType<CreationOutcome<TResource>.Unanswered>(await CreateAsync(Input));

        Assert.Equal(WriteFate.CannotTell, unanswered.Fate);
        Assert.Empty(unanswered.Alike);
        Assert.Equal(["POST landed"], await WritesAsync());
    }

    [Fact]
    public async Task Create_LostAndNotWaitedFor_CannotTell()
    {
        using CancellationTokenSource leaves = new();
        await OrderAsync("POST", Lost);
        _time.Waited = leaves.Cancel;

        Assert.Equal(WriteFate.CannotTell, Assert.IsType<CreationOutcome<TResource>.Unanswered>(await CreateAsync(Input, cancellationToken: leaves.Token)).Fate);
    }

    private Task<DeletionOutcome> DeleteAsync(CancellationToken? cancellationToken = null) => new ResourceDeletions(new DeletionThreshold(configured: 1), _time, new RecordedFeed().Writer(_accounts))
        .DeleteAsync(Kind, Actor, new(SandboxHost.AccountId, Id), cancellationToken ?? Cancel);

    private Task<CreationOutcome<TResource>> CreateAsync(string input, string? clonedFrom = null, CancellationToken? cancellationToken = null) => new ResourceCreations(_time, new RecordedFeed().Writer(_accounts))
        .CreateAsync(Kind, Actor, new(SandboxHost.AccountId, Inputs.Of(input), clonedFrom), cancellationToken ?? Cancel);

    /// <summary>What a creation that arrived leads to: a first step waits for the person before the second.</summary>
    private TResource Found(CreationOutcome<TResource> outcome)
    {
        if (Creatable.IsCompletedByUpdate)
        {
            return Assert.IsType<CreationOutcome<TResource>.Begun>(outcome).Resource;
        }

        var unanswered = Assert.IsType<CreationOutcome<TResource>.Unanswered>(outcome);
        Assert.Equal(WriteFate.Arrived, unanswered.Fate);
        return Assert.Single(unanswered.Alike);
    }

    /// <summary>Creates a resource past this console; its id.</summary>
    private async Task<string> PostAsync(string input)
    {
        var body = Kind.ToJson(Creatable.FirstStep(Kind.FromJson(Inputs.Of(input)))).ToJsonString();
        var answer = await _sandbox.SendAsync("POST", Kind.Path, body);
        await _sandbox.ControlAsync("DELETE", "sandbox/requests");
        return Kind.IdOf(CloudflareJson.FromNode<TResource>(JsonNode.Parse(answer.Result.GetRawText())!));
    }

    private async Task ChangeStored()
    {
        var path = $"sandbox/state/{SandboxHost.AccountId}/{Stored}/{Id}";
        var resource = JsonNode.Parse((await _sandbox.ControlAsync("GET", path)).Text)!;
        resource[Theirs.Member] = JsonNode.Parse(Theirs.Value);
        Assert.Equal(204, (await _sandbox.ControlAsync("PUT", path, resource.ToJsonString())).Status);
    }

    private async Task<bool> HasAsync(string id) => (await _sandbox.ControlAsync("GET", $"sandbox/state/{SandboxHost.AccountId}/{Stored}/{id}")).Status == 200;

    private async Task OrderAsync(string method, string fault) =>
        Assert.Equal(204, (await _sandbox.ControlAsync("POST", "sandbox/faults", $$"""{"method":"{{method}}","times":1,{{fault}}}""")).Status);

    /// <summary>The first fault that fits is met, so harmless ones come first.</summary>
    private async Task RefuseReadsAfterAsync(int reads)
    {
        if (reads > 0)
        {
            Assert.Equal(204, (await _sandbox.ControlAsync("POST", "sandbox/faults", $$"""{"method":"GET","times":{{reads}}}""")).Status);
        }

        Assert.Equal(204, (await _sandbox.ControlAsync("POST", "sandbox/faults", """{"method":"GET","status":403}""")).Status);
    }

    private async Task<IReadOnlyList<string>> WritesAsync()
    {
        using var log = JsonDocument.Parse((await _sandbox.ControlAsync("GET", "sandbox/requests")).Text);
        return
        [
            .. log.RootElement.EnumerateArray()
                .Where(request => request.GetProperty("method").GetString() != "GET")
                .Select(request => $"{request.GetProperty("method").GetString()}{(request.GetProperty("landed").GetBoolean() ? " landed" : "")}"),
        ];
    }
}
