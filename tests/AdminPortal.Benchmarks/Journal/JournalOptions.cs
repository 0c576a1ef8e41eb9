using System.Globalization;

namespace AdminPortal.Benchmarks.Journal;

/// <summary>How much to write, and into which databases.</summary>
/// <param name="Entries">How many entries the full journal has.</param>
/// <param name="Sqlite">Whether to measure SQLite.</param>
/// <param name="Postgres">Whether to measure PostgreSQL.</param>
internal sealed record JournalOptions(int Entries, bool Sqlite, bool Postgres)
{
    /// <summary>How many entries the small journal has, beside which the full one's appends are held.</summary>
    public const int Few = 10_000;

    /// <summary>The options, or null where they cannot be understood.</summary>
    public static JournalOptions? Parse(IReadOnlyList<string> args)
    {
        JournalOptions options = new(1_000_000, Sqlite: true, Postgres: true);
        for (var at = 0; at < args.Count; at += 2)
        {
            var value = at + 1 < args.Count ? args[at + 1] : "";
            switch (args[at], value)
            {
                case ("--entries", _) when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var entries) && entries > Few:
                    options = options with { Entries = entries };
                    break;
                case ("--engine", "sqlite" or "postgres" or "both"):
                    options = options with { Sqlite = value != "postgres", Postgres = value != "sqlite" };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
