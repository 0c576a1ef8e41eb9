using System.Text.Json;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Tests.Cloudflare;
using AdminPortal.Tests.Sandbox;

namespace AdminPortal.Tests.Faults;

/// <summary>
/// The whole pipeline over real connections to a sandbox that misbehaves: under each fault, each operation of each kind comes to the right result, and a write is
/// sent once. Waits take no time.
/// </summary>
public abstract class FaultMatrix<TResource, TInput>(SandboxHost sandbox, ForeignServer foreign) : IClassFixture<SandboxHost>, IClassFixture<ForeignServer>
    where TResource : class
    where TInput : class
{
    private readonly FakeClock _clock = new(hurries: true);

    protected abstract ResourceKind<TResource, TInput> Kind { get; }

    /// <summary>A resource of the sandbox's initial data.</summary>
    protected abstract string Id { get; }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public Task List_UnderAFault_ComesToTheRightResult(string fault) => CallAsync(fault, Operation.List, ListAsync);

    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public Task Read_UnderAFault_ComesToTheRightResult(string fault) => CallAsync(fault, Operation.Read, client => FailureOf(Kind.ReadAsync(client, Id, Cancel)));

    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public async Task Update_UnderAFault_ComesToTheRightResultAndIsSentOnce(string fault)
    {
        var input = Kind.ToInput(await ReadWellAsync());

        await CallAsync(fault, Operation.Update, client => FailureOf(Kind.UpdateAsync(client, Id, input, Cancel)));
    }

    /// <summary>Lists the kind, as its list page does.</summary>
    protected abstract Task<ApiFailure?> ListAsync(AccountClient client);

    protected static async Task<ApiFailure?> FailureOf<T>(Task<ApiResult<T>> call) => (await call).Match<ApiFailure?>(_ => null, failure => failure);

    /// <summary>Makes the fault, the call, and sure of what came of both.</summary>
    private protected async Task CallAsync(string name, Operation operation, Func<AccountClient, Task<ApiFailure?>> call)
    {
        var fault = FaultTable.Named(name);
        await sandbox.ControlAsync("POST", "sandbox/reset");
        using var accounts = Accounts(fault.Way switch
        {
            Way.NoSuchHost => new($"http://{new string('x', 64)}.invalid/client/v4/"),
            Way.ForeignCertificate => foreign.Address,
            _ => sandbox.Server.Address,
        });
        if (SandboxOrder.Of(fault.Way) is { } order)
        {
            // Over a connection that is used already the framework may send again by itself.
            await Kind.ReadAsync(accounts.All[0], Id, Cancel);
            await sandbox.ControlAsync("DELETE", "sandbox/requests");
            Assert.Equal(204, (await sandbox.ControlAsync("POST", "sandbox/faults", order.ToJsonString())).Status);
        }

        var answer = call(accounts.All[0]);
        if (fault.Way is Way.SlowBody { InTime: false })
        {
            await ArrivedAsync(operation);
            _clock.Advance(Transport.Timeout);
        }

        AssertIs(fault, operation, await answer.WaitAsync(TimeSpan.FromSeconds(60), Cancel));
        if (operation is Operation.Create or Operation.Update or Operation.Delete)
        {
            await AssertWrittenAsync(fault.Way);
        }
    }

    private static void AssertIs(Fault fault, Operation operation, ApiFailure? failure)
    {
        Assert.Equal(fault.Of(operation).Outcome, failure switch
        {
            null => Outcome.Ok,
            ApiFailure.Rejected => Outcome.Rejected,
            ApiFailure.Throttled => Outcome.Throttled,
            ApiFailure.Unreachable { MayHaveLanded: true } => Outcome.Unclear,
            ApiFailure.Unreachable => Outcome.Unreachable,
            _ => throw new System.Diagnostics.UnreachableException(),
        });
        if (fault.Way is Way.Answer said)
        {
            Assert.Equal(said.Status, (int?)failure!.Answer.Status);
            Assert.EndsWith("-SBX", failure.Answer.Ray, StringComparison.Ordinal);
            Assert.Equal(said.RetryAfter, ((int?)(failure as ApiFailure.Throttled)?.RetryAfter?.TotalSeconds)?.ToString());
            Assert.Equal(
                said.Body.Contains(FaultTable.Pointer, StringComparison.Ordinal) ? [FaultTable.Pointer] : [],
                failure.Answer.Errors.Select(error => error.Source?.Pointer).OfType<string>());
        }
    }

    private async Task<TResource> ReadWellAsync()
    {
        await sandbox.ControlAsync("POST", "sandbox/reset");
        using var accounts = Accounts(sandbox.Server.Address);
        return Assert.IsType<ApiResult<TResource>.Ok>(await Kind.ReadAsync(accounts.All[0], Id, Cancel)).Value;
    }

    /// <summary>Sent once, or not at all where nobody was there to send it to; and whether it landed is what the way says.</summary>
    private async Task AssertWrittenAsync(Way way)
    {
        var writes = (await RequestsAsync()).Where(request => request.GetProperty("method").GetString() != "GET").ToList();
        Assert.Equal(way.Arrives ? 1 : 0, writes.Count);
        Assert.All(writes, write => Assert.Equal(way.Acts, write.GetProperty("landed").GetBoolean()));
        Assert.Equal(0, foreign.Requests);
    }

    /// <summary>Waits until the call has arrived and, if it is a write, has landed.</summary>
    private async Task ArrivedAsync(Operation operation)
    {
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(5));
        while (!(await RequestsAsync()).Any(request => operation is Operation.List or Operation.Read || request.GetProperty("landed").GetBoolean()))
        {
            await look.WaitForNextTickAsync(Cancel);
        }
    }

    private async Task<IReadOnlyList<JsonElement>> RequestsAsync() => [.. JsonElement.Parse((await sandbox.ControlAsync("GET", "sandbox/requests")).Text).EnumerateArray()];

    private CloudflareAccounts Accounts(Uri address) =>
        new(() => CloudflareSettings.ForSandbox(address, SandboxHost.AccountId, "Example", "sandbox-token"), Transport.Create(), null, new RecordingLogger(), _clock);
}

/// <summary>The same for the kinds that the API creates and deletes.</summary>
public abstract class LifeFaultMatrix<TResource, TInput>(SandboxHost sandbox, ForeignServer foreign) : FaultMatrix<TResource, TInput>(sandbox, foreign)
    where TResource : class
    where TInput : class
{
    /// <summary>The input of a new resource.</summary>
    protected abstract string NewBody { get; }

    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public Task Create_UnderAFault_ComesToTheRightResultAndIsSentOnce(string fault)
    {
        var input = Kind.FromJson((System.Text.Json.Nodes.JsonObject)System.Text.Json.Nodes.JsonNode.Parse(NewBody)!);
        return CallAsync(fault, Operation.Create, client => FailureOf(((ICreatableKind<TResource, TInput>)Kind).CreateAsync(client, input, Cancel)));
    }

    [Theory]
    [MemberData(nameof(FaultTable.Names), MemberType = typeof(FaultTable))]
    public Task Delete_UnderAFault_ComesToTheRightResultAndIsSentOnce(string fault) =>
        CallAsync(fault, Operation.Delete, client => FailureOf(((IDeletableKind)Kind).DeleteAsync(client, Id, Cancel)));
}
