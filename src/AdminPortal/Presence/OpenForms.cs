using System.Collections.Immutable;

namespace AdminPortal.Presence;

/// <summary>The open forms of one process. Other instances of the console are not seen (ADR 26).</summary>
internal sealed class OpenForms(TimeProvider time) : IOpenForms
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<(string Account, string Kind, string Id), ImmutableList<Entry>> _open = ImmutableDictionary<(string, string, string), ImmutableList<Entry>>.Empty;

    /// <inheritdoc/>
    public IOpenForm Enter(string accountId, string kindPath, string id, string person, Action changed)
    {
        // An account's id is the same in any case.
        Entry entry = new(this, (accountId.ToUpperInvariant(), kindPath, id), new(person, time.GetUtcNow()), changed);
        Change(entry, forms => forms.Add(entry));
        return entry;
    }

    private ImmutableList<Entry> At((string, string, string) place) => _open.GetValueOrDefault(place) ?? [];

    private void Change(Entry entry, Func<ImmutableList<Entry>, ImmutableList<Entry>> change)
    {
        ImmutableList<Entry> others;
        lock (_lock)
        {
            var forms = change(At(entry.Place));
            _open = forms.IsEmpty ? _open.Remove(entry.Place) : _open.SetItem(entry.Place, forms);
            others = forms.Remove(entry);
        }

        others.ForEach(other => other.Changed());
    }

    private sealed class Entry(OpenForms registry, (string, string, string) place, OpenForm form, Action changed) : IOpenForm
    {
        public (string, string, string) Place => place;

        public Action Changed => changed;

        public IReadOnlyList<OpenForm> Others => [.. registry.At(place).Where(other => other != this).Select(other => other.Form)];

        private OpenForm Form => form;

        public void Dispose() => registry.Change(this, forms => forms.Remove(this));
    }
}
