using System.Globalization;
using AdminPortal.Changes.Store;

namespace AdminPortal.Status.Sections;

/// <summary>What is known of the store, in words.</summary>
internal static class StoreWords
{
    private static readonly string[] Units = ["bytes", "KB", "MB", "GB", "TB"];

    public static string Took(TimeSpan took) => took < TimeSpan.FromMilliseconds(1) ? "Yes, within a millisecond" : string.Create(CultureInfo.InvariantCulture, $"Yes, in {took.TotalMilliseconds:0} ms");

    public static string Size(long bytes)
    {
        var unit = 0;
        double size = bytes;
        for (; size >= 1000 && unit < Units.Length - 1; unit++)
        {
            size /= 1000;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Math.Round(size, size < 10 && unit > 0 ? 1 : 0)} {Units[unit]}");
    }

    public static string Holds(StoreContent content) => $"{Count(content.JournalEntries, "entry of the journal", "entries of the journal")}, {Count(content.Drafts, "draft", "drafts")}";

    public static string Tables(StoreContent content) => content.LastMigration is { } last ? $"{Count(content.Migrations, "migration", "migrations")}, the last one {last}" : "None";

    public static string Newer(StoreContent content) =>
        $"{(content.UnknownMigrations == 1 ? "One of them is" : $"{content.UnknownMigrations} of them are")} of a newer version than this instance: bring it up to date.";

    private static string Count(long number, string one, string many) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {(number == 1 ? one : many)}");
}
