using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdminPortal.Changes.Journal;

namespace AdminPortal.History;

/// <summary>How changes are written to a file: what comes first, what a change is, and what comes last.</summary>
internal abstract class ChangeExport
{
    /// <summary>For spreadsheets. The mark at the beginning tells them that it is UTF-8; without it, they take it for the machine's old encoding.</summary>
    public static ChangeExport Csv { get; } = new CsvExport();

    /// <summary>For programs: one array, a change a line. A file that was cut off lacks the end of the array.</summary>
    public static ChangeExport Json { get; } = new JsonExport();

    public abstract string Ending { get; }

    public abstract string ContentType { get; }

    public abstract void Begin(StringBuilder text);

    public abstract void Append(StringBuilder text, JournalRow row, bool isFirst);

    public abstract void End(StringBuilder text);

    private static string Time(JournalRow row) => row.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private sealed class CsvExport : ChangeExport
    {
        public override string Ending => "csv";

        public override string ContentType => "text/csv; charset=utf-8";

        public override void Begin(StringBuilder text) => CsvText.AppendLine(
            text.Append('\uFEFF'),
            "time", "person", "kind", "resource_id", "resource_name", "operation", "outcome", "reason", "status", "ray_id", "duration_ms", "change_id", "first_entry", "last_entry");

        public override void Append(StringBuilder text, JournalRow row, bool isFirst) => CsvText.AppendLine(
            text,
            Time(row), row.Actor, row.Kind, row.ResourceId, row.ResourceName, ChangeWords.Of(row.Operation), ChangeWords.Of(row.Outcome), row.Reason,
            row.Status?.ToString(CultureInfo.InvariantCulture), row.Ray, Milliseconds(row)?.ToString(CultureInfo.InvariantCulture), row.Id.ToString(),
            row.IntentSequence.ToString(CultureInfo.InvariantCulture), row.OutcomeSequence?.ToString(CultureInfo.InvariantCulture));

        public override void End(StringBuilder text)
        {
            // The last change is the last line.
        }
    }

    private sealed class JsonExport : ChangeExport
    {
        // Downloaded, never put into a page: characters of any language stand as they are.
        private static readonly JsonSerializerOptions Options = new()
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };

        public override string Ending => "json";

        public override string ContentType => "application/json; charset=utf-8";

        public override void Begin(StringBuilder text) => text.Append('[');

        public override void Append(StringBuilder text, JournalRow row, bool isFirst) => text.Append(isFirst ? "\n" : ",\n").Append(JsonSerializer.Serialize(
            new
            {
                Time = Time(row),
                Person = row.Actor,
                row.Kind,
                row.ResourceId,
                row.ResourceName,
                Operation = ChangeWords.Of(row.Operation).ToLowerInvariant(),
                Outcome = ChangeWords.Of(row.Outcome).ToLowerInvariant(),
                row.Reason,
                row.Status,
                RayId = row.Ray,
                DurationMs = Milliseconds(row),
                ChangeId = row.Id,
                FirstEntry = row.IntentSequence,
                LastEntry = row.OutcomeSequence,
            },
            Options));

        public override void End(StringBuilder text) => text.Append("\n]\n");
    }

    private static long? Milliseconds(JournalRow row) => row.Duration is { } duration ? (long)duration.TotalMilliseconds : null;
}
