namespace AdminPortal.Lists;

/// <summary>What a person has entered for one filter, and not applied yet.</summary>
/// <param name="filter">The filter.</param>
public sealed class FilterDraft(ListFilter filter)
{
    private IReadOnlyList<string> _from = [];
    private string[] _texts = [.. filter.ToTexts([])];

    /// <summary>The filter.</summary>
    public ListFilter Filter => filter;

    /// <summary>The id of the filter's first control.</summary>
    public string ControlId => $"filter-{filter.Name}";

    /// <summary>What is wrong with it, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The values that it means.</summary>
    public IReadOnlyList<string> Values => filter.ToValues(_texts);

    /// <summary>What a control holds.</summary>
    public string this[int control] => _texts[control];

    /// <summary>Takes over what the list is narrowed by, if that is something else than last time: what was entered meanwhile stays.</summary>
    public void Follow(IReadOnlyList<string> values)
    {
        if (!values.SequenceEqual(_from))
        {
            _from = values;
            _texts = [.. filter.ToTexts(values)];
            Problem = null;
        }
    }

    /// <summary>Something was entered. A message that stands there goes when its reason does; a new one waits until the field is complete.</summary>
    public void Enter(int control, string? text)
    {
        _texts[control] = text ?? "";
        var isHalf = filter is RangeFilter && _texts.Any(end => end.Trim().Length == 0);
        if (!isHalf || Problem is not null)
        {
            Check();
        }
    }

    /// <summary>Looks at it as a whole.</summary>
    /// <returns>Whether it can be applied.</returns>
    public bool Check()
    {
        Problem = Values is { Count: > 0 } values ? filter.ProblemOf(values) : null;
        return Problem is null;
    }

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        _texts = [.. filter.ToTexts([])];
        Problem = null;
    }
}
