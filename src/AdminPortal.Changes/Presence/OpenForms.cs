using System.Collections.Immutable;

namespace AdminPortal.Changes.Presence;

/// <summary>The open forms that one process knows of.</summary>
internal sealed class OpenForms(TimeProvider time) : IOpenForms
{
    private readonly Lock _lock = new();
    private ImmutableDictionary<FormPlace, ImmutableList<Entry>> _open = ImmutableDictionary<FormPlace, ImmutableList<Entry>>.Empty;

    /// <inheritdoc/>
    public IOpenForm Enter(string accountId, string kindPath, string id, string person, Action changed) =>
        Enter(FormPlace.Of(accountId, kindPath, id), new(person, time.GetUtcNow()), changed);

    /// <summary>Enters a form that may have been open for a while.</summary>
    public IOpenForm Enter(FormPlace place, OpenForm form, Action changed)
    {
        Entry entry = new(this, place, form, changed);
        Change(entry, forms => forms.Insert(forms.FindLastIndex(other => other.Form.Since <= form.Since) + 1, entry));
        return entry;
    }

    private ImmutableList<Entry> At(FormPlace place) => _open.GetValueOrDefault(place) ?? [];

    private void Change(Entry entry, Func<ImmutableList<Entry>, ImmutableList<Entry>> change)
    {
        ImmutableList<Entry> before, after;
        lock (_lock)
        {
            before = At(entry.Place);
            after = change(before);
            _open = after.IsEmpty ? _open.Remove(entry.Place) : _open.SetItem(entry.Place, after);
        }

        var (was, now) = (Oldest.Of(before, entry.Form.Person), Oldest.Of(after, entry.Form.Person));
        foreach (var other in was == now ? [] : after.Where(other => other != entry && was.IsThereBesides(other) != now.IsThereBesides(other)))
        {
            other.Changed();
        }
    }

    /// <summary>A person's two longest open forms of a resource: whether somebody is there besides oneself. How long each of their windows is open is no news.</summary>
    private readonly record struct Oldest(Entry? First, Entry? Second)
    {
        public static Oldest Of(ImmutableList<Entry> forms, string person)
        {
            using var found = forms.Where(form => form.Form.Person == person).Take(2).GetEnumerator();
            return new(found.MoveNext() ? found.Current : null, found.MoveNext() ? found.Current : null);
        }

        public bool IsThereBesides(Entry other) => (First == other ? Second : First) is not null;
    }

    private sealed class Entry(OpenForms registry, FormPlace place, OpenForm form, Action changed) : IOpenForm
    {
        public FormPlace Place => place;

        public OpenForm Form => form;

        public Action Changed => changed;

        public IReadOnlyList<OpenForm> Others => [.. registry.At(place).Where(other => other != this).Select(other => other.Form)];

        public void Dispose() => registry.Change(this, forms => forms.Remove(this));
    }
}

/// <summary>The resource that a form is of.</summary>
/// <param name="Account">The account.</param>
/// <param name="Kind">The kind, by its path.</param>
/// <param name="Id">The resource.</param>
internal readonly record struct FormPlace(string Account, string Kind, string Id)
{
    /// <summary>An account's id is the same in any case.</summary>
    public static FormPlace Of(string accountId, string kindPath, string id) => new(accountId.ToUpperInvariant(), kindPath, id);
}
