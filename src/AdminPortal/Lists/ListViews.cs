using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Lists;

/// <summary>How a person wants to see each kind's list: read once a circuit, kept over sessions. A list works without it.</summary>
internal sealed class ListViews(IPreferences preferences, TimeProvider time)
{
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Person, string Kind), Task<ListView>> _stored = [];
    private readonly Dictionary<(string Person, string Kind), ListView> _chosen = [];
    private Task _writing = Task.CompletedTask;

    /// <summary>Whether the store has what was chosen last. Where it has not, the choice holds as long as this circuit.</summary>
    public bool IsKept { get; private set; } = true;

    /// <summary>The person's view of a kind's list; the usual one where none is known. It takes as long as the store does.</summary>
    public Task<ListView> ReadAsync(string person, ResourceKind kind)
    {
        var key = (person, kind.Name);
        if (_chosen.TryGetValue(key, out var chosen))
        {
            return Task.FromResult(chosen);
        }

        if (!_stored.TryGetValue(key, out var stored))
        {
            _stored[key] = stored = ReadStoredAsync(person, kind);
        }

        return stored;
    }

    /// <summary>Keeps a view for the sessions to come.</summary>
    public Task KeepAsync(string person, ResourceKind kind, ListView view)
    {
        _chosen[(person, kind.Name)] = view;

        // One after the other, so that the latest choice is the one that stays.
        return _writing = WriteAsync(_writing, person, kind, view);
    }

    private async Task WriteAsync(Task before, string person, ResourceKind kind, ListView view)
    {
        await before;
        try
        {
            IsKept = CanBeKept(person);
            if (IsKept)
            {
                await preferences.WriteAsync(person, NameOf(kind), view.ToJson(), CancellationToken.None).WaitAsync(WritePatience, time);
            }
        }
        catch (Exception problem) when (problem is StoreUnavailableException or TimeoutException)
        {
            IsKept = false;
        }
    }

    /// <summary>A name comes from a sign-in that may give any.</summary>
    private static bool CanBeKept(string person) => !string.IsNullOrWhiteSpace(person) && person.Length <= IPreferences.MaxPersonLength && !person.Any(char.IsControl);

    private async Task<ListView> ReadStoredAsync(string person, ResourceKind kind)
    {
        try
        {
            // Not cancelled with the page: the next one waits for the same answer.
            return !CanBeKept(person) ? ListView.Usual : ListView.FromJson(await preferences.ReadAsync(person, NameOf(kind), CancellationToken.None));
        }
        catch (Exception problem) when (problem is StoreUnavailableException or TimeoutException)
        {
            // Said where a choice is made: a page that only reads needs no word about it.
            return ListView.Usual;
        }
    }

    private static string NameOf(ResourceKind kind) => $"{kind.Name.ToLowerInvariant()}.list";
}
