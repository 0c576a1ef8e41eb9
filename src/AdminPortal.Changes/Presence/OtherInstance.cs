namespace AdminPortal.Changes.Presence;

/// <summary>What another instance has open, as far as it was heard here.</summary>
internal sealed class OtherInstance(OpenForms forms)
{
    private readonly Dictionary<long, IOpenForm> _open = [];
    private List<ToldForm> _parts = [];
    private long _revision;
    private (long Revision, int Part) _expected;

    /// <summary>When it was heard last.</summary>
    public DateTimeOffset HeardAt { get; set; }

    /// <summary>Takes in what it tells.</summary>
    /// <returns>Whether something was missed, so that the whole has to be asked for.</returns>
    public bool Hear(PresenceWord word)
    {
        switch (word)
        {
            case PresenceWord.Opened opened when opened.Revision == _revision + 1:
                _revision = opened.Revision;
                Open(opened.Form);
                return false;
            case PresenceWord.Closed closed when closed.Revision == _revision + 1:
                _revision = closed.Revision;
                Close(closed.Number);
                return false;
            case PresenceWord.Whole whole:
                TakePart(whole);
                return false;
            default:
                return word.Revision > _revision;
        }
    }

    /// <summary>It is not heard any more, so nothing is open there.</summary>
    public void Forget() => Replace([]);

    private void TakePart(PresenceWord.Whole whole)
    {
        if (whole.Part == 0)
        {
            (_parts, _expected) = ([], (whole.Revision, 0));
        }

        if (_expected != (whole.Revision, whole.Part) || whole.Revision < _revision)
        {
            return;
        }

        _parts.AddRange(whole.Forms);
        _expected.Part++;
        if (whole.IsLast)
        {
            Replace(_parts);
            (_revision, _parts) = (whole.Revision, []);
        }
    }

    /// <summary>Forms that stay are left alone, so that nobody is told of them.</summary>
    private void Replace(IReadOnlyList<ToldForm> told)
    {
        foreach (var number in _open.Keys.Except(told.Select(form => form.Number)).ToList())
        {
            Close(number);
        }

        foreach (var form in told)
        {
            Open(form);
        }
    }

    private void Open(ToldForm told)
    {
        if (!_open.ContainsKey(told.Number))
        {
            _open[told.Number] = forms.Enter(told.Place, told.Form, static () => { });
        }
    }

    private void Close(long number)
    {
        if (_open.Remove(number, out var form))
        {
            form.Dispose();
        }
    }
}
