using AdminPortal.Changes;
using AdminPortal.Changes.Creations;
using AdminPortal.Changes.Deletions;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Updates;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Cloudflare.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.MortalPortal;

/// <summary>Four people who save without end: mostly updates of the same three targets, and now and then one of their own, made and deleted.</summary>
internal sealed class SavingClients(IServiceProvider portal, string account, int seed) : IDisposable
{
    private const int Clients = 4;
    private const int SharedTargets = 3;

    private static readonly TargetKind Kind = TargetKind.Instance;

    private readonly AccountClient _client = portal.GetRequiredService<ICloudflareAccounts>().Find(account)!;
    private readonly SemaphoreSlim _speaking = new(1, 1);

    public void Dispose() => _speaking.Dispose();

    public async Task RunAsync()
    {
        var listed = await _client.Targets.ListAsync(account, new TargetQuery { PerPage = SharedTargets }.ToParameters(), CancellationToken.None);
        string[] shared = [.. listed.Match(ok => ok.Value, failure => throw new InvalidOperationException($"No list: {failure}")).Select(target => target.Id)];
        await SayAsync("saving");
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(number => Task.Run(() => SaveAsync(number, shared))));
    }

    private async Task SaveAsync(int number, string[] shared)
    {
        Random random = new((seed * Clients) + number);
        Actor person = new($"Person {number}", Role.Operator);
        for (var turn = 0; ; turn++)
        {
            // No two writes of a run are alike.
            var name = $"kill-{seed}-{number}-{turn}.example.com";
            if (random.Next(5) == 0)
            {
                await CreateAndDeleteAsync(person, name, isDeleted: random.Next(2) == 0);
            }
            else
            {
                await UpdateAsync(person, shared[random.Next(shared.Length)], name);
            }
        }
    }

    private async Task UpdateAsync(Actor person, string id, string name)
    {
        var read = await Kind.ReadAsync(_client, id, CancellationToken.None);
        if (read is not ApiResult<Target>.Ok { Value: var target })
        {
            throw new InvalidOperationException($"Not read: {read}");
        }

        var (baseline, proposed) = (Kind.InputOf(target), Kind.ToJson(TargetInput.From(target) with { Hostname = name }));
        await portal.GetRequiredService<IDrafts>().KeepAsync(person.Name, new(account, Kind.Name, id), new(baseline, proposed), CancellationToken.None);
        await SayAsync($"draft {person.Name}|{id}|{name}");
        await portal.GetRequiredService<ResourceUpdates>().SaveAsync(Kind, person, new(account, id, baseline, proposed), CancellationToken.None);
    }

    private async Task CreateAndDeleteAsync(Actor person, string name, bool isDeleted)
    {
        var proposed = Kind.ToJson(new() { Hostname = name, Ip = new() { Ipv4 = new() { IpAddr = $"10.{Random.Shared.Next(256)}.{Random.Shared.Next(256)}.{Random.Shared.Next(1, 255)}" } } });
        var outcome = await portal.GetRequiredService<ResourceCreations>().CreateAsync(Kind, person, new(account, proposed), CancellationToken.None);
        if (isDeleted && outcome is CreationOutcome<Target>.Created { Resource: var target })
        {
            await portal.GetRequiredService<ResourceDeletions>().DeleteAsync(Kind, person, new(account, target.Id, target.Hostname), CancellationToken.None);
        }
    }

    /// <summary>A line at once, whole: what is not printed by the time of the kill was not done.</summary>
    private async Task SayAsync(string line)
    {
        await _speaking.WaitAsync();
        try
        {
            await Console.Out.WriteLineAsync(line);
        }
        finally
        {
            _speaking.Release();
        }
    }
}
