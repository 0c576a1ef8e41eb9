using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Lists;

/// <summary>
/// How a person wants to see each kind's list: read once a circuit, kept over sessions. A list works without it, so a store that does not
/// answer costs the first page of a kind half a second at most.
/// </summary>
internal sealed class ListViews(IPreferences preferences, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan ReadPatience = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan WritePatience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(string Person, string Kind), Task<string?>> _stored = [];
    private readonly Dictionary<(string Person, string Kind), ListView> _chosen = [];
    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>Whether the store has what was chosen last. Where it has not, the choice holds as long as this circuit.</summary>
    public bool IsKept { get; private set; } = true;

    /// <inheritdoc/>
    public void Dispose() => _writing.Dispose();

    /// <summary>The person's view of a kind's list; the usual one where none is known.</summary>
    public async Task<ListView> ReadAsync(string person, ResourceKind kind, CancellationToken cancellationToken)
    {
        if (_chosen.TryGetValue((person, kind.Name), out var chosen))
        {
            return chosen;
        }

        if (!_stored.TryGetValue((person, kind.Name), out var stored))
        {
            // Not cancelled with the page: the next one waits for the same answer.
            _stored[(person, kind.Name)] = stored = preferences.ReadAsync(person, NameOf(kind), CancellationToken.None);
        }

        try
        {
            return ListView.FromJson(await stored.WaitAsync(ReadPatience, time, cancellationToken));
        }
        catch (Exception problem) when (problem is StoreUnavailableException or TimeoutException)
        {
            // Said where the choice is made: a page that only reads needs no word about it.
            return ListView.Usual;
        }
    }

    /// <summary>Keeps a view for the sessions to come.</summary>
    public async Task KeepAsync(string person, ResourceKind kind, ListView view)
    {
        _chosen[(person, kind.Name)] = view;
        await _writing.WaitAsync();
        try
        {
            // The latest choice, which may be newer than the one that waited here.
            var latest = _chosen[(person, kind.Name)];
            await preferences.WriteAsync(person, NameOf(kind), latest.ToJson(), CancellationToken.None).WaitAsync(WritePatience, time);
            IsKept = true;
        }
        catch (Exception problem) when (problem is StoreUnavailableException or TimeoutException)
        {
            IsKept = false;
        }
        finally
        {
            _writing.Release();
        }
    }

    private static string NameOf(ResourceKind kind) => $"{kind.Name.ToLowerInvariant()}.list";
}
