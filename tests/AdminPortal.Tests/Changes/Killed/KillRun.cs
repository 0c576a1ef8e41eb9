using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Targets;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Changes.Killed;

/// <summary>Kills a saving process again and again, at random moments, and then compares the journal with what the API saw.</summary>
/// <param name="api">The API.</param>
/// <param name="settings">The store, for the comparison.</param>
/// <param name="store">The store, as a process's settings name it.</param>
internal sealed class KillRun(RecordedApi api, StoreSettings settings, IReadOnlyDictionary<string, string> store)
{
    private const int MostWrites = 8;

    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<(string Person, string Target), string> _drafts = [];
    private readonly List<string> _wrong = [];

    /// <summary>How many writes the API has carried out, by method.</summary>
    public IReadOnlyDictionary<string, int> Writes => api.Writes.GroupBy(write => write.Method, StringComparer.Ordinal).ToDictionary(write => write.Key, write => write.Count(), StringComparer.Ordinal);

    /// <summary>How many changes each outcome has.</summary>
    public IReadOnlyDictionary<JournalEvent, int> Outcomes { get; private set; } = new Dictionary<JournalEvent, int>();

    /// <summary>How many drafts had to be there.</summary>
    public int Drafts => _drafts.Count;

    /// <summary>Kills so often, and tells everything that is wrong afterwards.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(int kills, Random random)
    {
        for (var kill = 1; kill <= kills; kill++)
        {
            await using var process = MortalProcess.StartSaving(api.Address, store, seed: kill);
            await process.SavingAsync();

            // So many writes and a moment, whatever the machine does besides: a time alone would be all start, or all waiting.
            var enough = api.CarriesOutAsync(random.Next(MostWrites + 1));
            if (await Task.WhenAny(enough, process.EndAsync(), Task.Delay(Patience)) != enough)
            {
                _wrong.Add($"Process {kill} ended or stood still, after {api.Writes.Count} writes of all: {string.Join(Environment.NewLine, process.Said)}");
                return _wrong;
            }

            await Task.Delay(LongestRest * random.NextDouble());
            if (!await process.KillAsync())
            {
                _wrong.Add($"Process {kill} ended by itself: {string.Join(Environment.NewLine, process.Said)}");
            }

            await api.SettleAsync();
            Remember(process.Said);
        }

        var (code, said) = await MortalProcess.ReconcileAsync(api.Address, store);
        if (code != 0)
        {
            _wrong.Add($"The last start ended with code {code}: {string.Join(Environment.NewLine, said)}");
        }

        await CompareAsync();
        _wrong.AddRange(_wrong.Count == 0 ? [] : said);
        return _wrong;
    }

    private void Remember(IEnumerable<string> said)
    {
        // A line that the kill has cut has not all its parts.
        foreach (var parts in said.Where(line => line.StartsWith("draft ", StringComparison.Ordinal) && line.EndsWith(".example.com", StringComparison.Ordinal)).Select(line => line[6..].Split('|')))
        {
            _drafts[(parts[0], parts[1])] = parts[2];
        }
    }

    private async Task CompareAsync()
    {
        await using var portal = new ServiceCollection().AddLogging().AddPortalStore(settings).BuildServiceProvider();
        var journal = portal.GetRequiredService<IJournal>();
        List<ChangeDetail> changes = [];
        await foreach (var row in journal.ExportAsync(new(RecordedApi.AccountId), CancellationToken.None))
        {
            changes.Add((await journal.FindAsync(RecordedApi.AccountId, row.Id, CancellationToken.None))!);
        }

        Outcomes = changes.CountBy(change => change.Row.Outcome).ToDictionary();
        _wrong.AddRange((await journal.OpenIntentsAsync(CancellationToken.None)).Select(open => $"Open after the restart: {open.Id}, {open.Intent.Operation} of {open.Intent.ResourceName}."));
        if ((await journal.VerifyAsync(account: null, CancellationToken.None)).Broken is { } broken)
        {
            _wrong.Add($"The chain is broken at entry {broken.Sequence}: {broken.Wrong}");
        }

        Compare(api.Writes, changes);
        await CompareDraftsAsync(portal.GetRequiredService<IDrafts>());
    }

    private void Compare(IReadOnlyList<RecordedWrite> writes, List<ChangeDetail> changes)
    {
        var byWrite = changes.ToLookup(change => (change.Method!, NameIn(change)));
        foreach (var write in writes)
        {
            if (byWrite[(write.Method, write.Name)].ToList() is not [var change])
            {
                _wrong.Add($"{write.Method} {write.Name} has {byWrite[(write.Method, write.Name)].Count()} entries instead of one.");
                continue;
            }

            if (change.Row.Outcome != JournalEvent.Applied)
            {
                _wrong.Add($"{write.Method} {write.Name} was carried out, and its entry says {change.Row.Outcome}: {change.Note}");
            }
            else if (!IsImage(change.Before, write.Before, isAbsent: write.Method == "POST") || !IsImage(change.After, write.After, isAbsent: false))
            {
                _wrong.Add($"{write.Method} {write.Name} has another image: {change.Before}, {change.After} instead of {write.Before}, {write.After}.");
            }
        }

        _wrong.AddRange(writes.CountBy(write => (write.Method, write.Name)).Where(write => write.Value > 1).Select(write => $"Carried out {write.Value} times: {write.Key}."));
        var seen = writes.Select(write => (write.Method, write.Name)).ToHashSet();
        _wrong.AddRange(changes
            .Where(change => change.Row.Outcome is JournalEvent.Applied or JournalEvent.Unclear && !seen.Contains((change.Method!, NameIn(change))))
            .Select(change => $"{change.Method} {NameIn(change)} is {change.Row.Outcome}, and the API has not seen it. {change.Note}"));
    }

    private async Task CompareDraftsAsync(IDrafts drafts)
    {
        foreach (var ((person, target), name) in _drafts)
        {
            var kept = await drafts.FindAsync(person, new(RecordedApi.AccountId, TargetKind.Instance.Name, target), CancellationToken.None);

            // One that was kept after the last line was printed is newer, and as good.
            if (kept is null || IsOlder(kept.Content.Input["hostname"]!.GetValue<string>(), name))
            {
                _wrong.Add($"The draft {name} of {person} is lost: {kept?.Content.Input["hostname"]}.");
            }
        }
    }

    /// <summary>A name ends with the run, the person and the turn.</summary>
    private static bool IsOlder(string kept, string said) => Turn(kept).CompareTo(Turn(said)) < 0;

    private static (int Run, int Turn) Turn(string name)
    {
        int[] numbers = [.. name.Split('.')[0].Split('-')[1..].Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))];
        return (numbers[0], numbers[2]);
    }

    private static string NameIn(ChangeDetail change) => (change.Proposed ?? ((ResourceImage.Known)change.Before).Json)["hostname"]!.GetValue<string>();

    private static bool IsImage(ResourceImage image, JsonObject? input, bool isAbsent) => (image, input) switch
    {
        (ResourceImage.Known { Json: var json }, { } seen) => InputDiff.Between(TargetKind.Instance, json, seen).Count == 0,
        (ResourceImage.Gone, null) => true,
        (ResourceImage.Unknown, null) => isAbsent,
        _ => false,
    };
}
