using System.Text.Json;

namespace AdminPortal.Lists;

/// <summary>How a person wants to see a kind's list.</summary>
public sealed record ListView
{
    /// <summary>As everybody sees it who chose nothing.</summary>
    public static ListView Usual { get; } = new();

    /// <summary>Rows a page holds, 1 to 200; null for the usual number.</summary>
    public int? Size { get; init; }

    /// <summary>Columns by their titles, where the person wants them otherwise than usual.</summary>
    public IReadOnlyDictionary<string, bool> Columns { get; init; } = new Dictionary<string, bool>(StringComparer.Ordinal);

    /// <summary>Whether a column is shown.</summary>
    /// <param name="title">The column.</param>
    /// <param name="isUsual">Whether it is shown to who chose nothing.</param>
    public bool Shows(string title, bool isUsual) => Columns.GetValueOrDefault(title, isUsual);

    /// <summary>The same view with a column shown or not.</summary>
    /// <param name="title">The column.</param>
    /// <param name="isShown">Whether it is to be shown.</param>
    /// <param name="isUsual">Whether it is shown to who chose nothing.</param>
    public ListView With(string title, bool isShown, bool isUsual)
    {
        Dictionary<string, bool> columns = new(Columns, StringComparer.Ordinal);
        columns.Remove(title);
        if (isShown != isUsual)
        {
            columns[title] = isShown;
        }

        return this with { Columns = columns };
    }

    /// <summary>The view as it is stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Stored(Size, Columns.Count > 0 ? new(Columns, StringComparer.Ordinal) : null), JsonSerializerOptions.Web);

    /// <summary>Reads a stored view; one that makes no sense, as after a downgrade, is the usual one.</summary>
    public static ListView FromJson(string? json)
    {
        try
        {
            var stored = json is null ? null : JsonSerializer.Deserialize<Stored>(json, JsonSerializerOptions.Web);
            return new()
            {
                Size = stored?.Size is { } size ? Math.Clamp(size, 1, ListQuery.LargestPageSize) : null,
                Columns = stored?.Columns ?? Usual.Columns,
            };
        }
        catch (JsonException)
        {
            return Usual;
        }
    }

    private sealed record Stored(int? Size, Dictionary<string, bool>? Columns);
}
