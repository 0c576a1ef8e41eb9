namespace AdminPortal.Lists;

/// <summary>A way to narrow a list: its name in the address, and what its values may be.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Label">Its name for people.</param>
public abstract record ListFilter(string Name, string Label)
{
    /// <summary>What helps to fill it in, where its label does not say enough.</summary>
    public string? Hint { get; init; }

    /// <summary>What a chip calls one value, where that is not the label.</summary>
    public string ChipLabel { get => field ?? Label; init; }

    /// <summary>How many values it takes; several are repeated in the address.</summary>
    public virtual int Most => 1;

    /// <summary>What is wrong with a value, in a sentence, or null.</summary>
    public abstract string? ProblemOf(string value);

    /// <summary>A value as people read it.</summary>
    public virtual string Show(string value) => value;

    /// <summary>What its controls hold for these values.</summary>
    public virtual IReadOnlyList<string> ToTexts(IReadOnlyList<string> values) => [values is [var value, ..] ? value : ""];

    /// <summary>The values that its controls' texts mean.</summary>
    public virtual IReadOnlyList<string> ToValues(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return texts[0].Trim() is { Length: > 0 } value ? [value] : [];
    }

    /// <summary>What is wrong with what was entered, or null.</summary>
    public virtual string? ProblemOf(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Select(ProblemOf).FirstOrDefault(problem => problem is not null);
    }
}

/// <summary>One of a few choices that are known; "all" is always there.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Options">Value and text of each choice.</param>
public sealed record ChoiceFilter(string Name, string Label, IReadOnlyList<(string Value, string Text)> Options) : ListFilter(Name, Label)
{
    /// <inheritdoc/>
    public override string? ProblemOf(string value) =>
        Options.Any(option => option.Value == value) ? null : $"One of {string.Join(", ", Options.Select(option => option.Value))}.";

    /// <inheritdoc/>
    public override string Show(string value) => Options.Where(option => option.Value == value).Select(option => option.Text).FirstOrDefault(value);
}

/// <summary>One of the choices that the account has, which have to be asked for (<see cref="KindList.ChoicesAsync"/>).</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Check">What is wrong with a value, or null.</param>
public sealed record AskedChoiceFilter(string Name, string Label, Func<string, string?> Check) : ListFilter(Name, Label)
{
    /// <inheritdoc/>
    public override string? ProblemOf(string value) => Check(value);
}

/// <summary>One text.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Check">What is wrong with a value, or null.</param>
public sealed record TextFilter(string Name, string Label, Func<string, string?> Check) : ListFilter(Name, Label)
{
    /// <summary>Whether the value is an address or id: tabular figures.</summary>
    public bool IsFigures { get; init; }

    /// <inheritdoc/>
    public override string? ProblemOf(string value) => Check(value);
}

/// <summary>A first and a last value with a dash between them, such as <c>10.0.0.1-10.0.0.9</c>.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Check">What is wrong with the two ends, or null; an end that is missing is empty.</param>
public sealed record RangeFilter(string Name, string Label, Func<string, string, string?> Check) : ListFilter(Name, Label)
{
    private const char Dash = '-';

    /// <summary>Whether the ends are long: they then get twice the room, where there is any.</summary>
    public bool IsLong { get; init; }

    /// <summary>The two ends of a value; one that is missing is empty.</summary>
    public static (string First, string Last) EndsOf(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var dash = value.IndexOf(Dash, StringComparison.Ordinal);
        return dash < 0 ? (value, "") : (value[..dash], value[(dash + 1)..]);
    }

    /// <inheritdoc/>
    public override string? ProblemOf(string value)
    {
        var (first, last) = EndsOf(value);
        return Check(first, last);
    }

    /// <inheritdoc/>
    public override string Show(string value)
    {
        var (first, last) = EndsOf(value);
        return last.Length == 0 ? first : $"{first} to {last}";
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ToTexts(IReadOnlyList<string> values)
    {
        var (first, last) = values is [var value, ..] ? EndsOf(value) : ("", "");
        return [first, last];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<string> ToValues(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var (first, last) = (texts[0].Trim(), texts[1].Trim());
        return first.Length + last.Length == 0 ? [] : [$"{first}{Dash}{last}"];
    }
}

/// <summary>A day of the reader's own calendar, such as <c>2026-01-31</c>.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Label">Its name for people.</param>
public sealed record DayFilter(string Name, string Label) : ListFilter(Name, Label)
{
    /// <inheritdoc/>
    public override string? ProblemOf(string value) =>
        ReaderDay.Read(value) is null ? $"A day such as 2026-01-31, from {ReaderDay.Show(ReaderDay.First)} to {ReaderDay.Show(ReaderDay.Last)}." : null;
}

/// <summary>Several values, one a line.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Label">Its name for people.</param>
/// <param name="Check">What is wrong with one value, or null.</param>
/// <param name="AtMost">How many it takes.</param>
public sealed record LinesFilter(string Name, string Label, Func<string, string?> Check, int AtMost) : ListFilter(Name, Label)
{
    private static readonly char[] LineEnds = ['\r', '\n'];
    private static readonly char[] Separators = ['\r', '\n', '\t', ' ', ',', ';'];

    /// <summary>Whether blanks and commas part values, too: no value has any inside.</summary>
    public bool IsFigures { get; init; }

    /// <inheritdoc/>
    public override int Most => AtMost;

    /// <inheritdoc/>
    public override string? ProblemOf(string value) => Check(value);

    /// <inheritdoc/>
    public override IReadOnlyList<string> ToTexts(IReadOnlyList<string> values) => [string.Join('\n', values)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> ToValues(IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return [.. texts[0].Split(IsFigures ? Separators : LineEnds, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
    }

    /// <inheritdoc/>
    public override string? ProblemOf(IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count > AtMost
            ? $"{values.Count} values; at most {AtMost} are looked for at once."
            : values.Select(value => Check(value) is { } problem ? $"\"{value}\": {problem}" : null).FirstOrDefault(problem => problem is not null);
    }
}
