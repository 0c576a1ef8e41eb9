using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace AdminPortal.Hosting;

/// <summary>The console's log as people read it, one entry after another, which no text inside of an entry can imitate.</summary>
/// <remarks>
/// Addresses, names and messages of an API are other people's words. The framework's own format writes them as they are: a line break begins what looks like another
/// entry, and an escape sequence can clear the screen or hide a line. <c>Logging:Console:FormatterName</c> chooses another format, such as <c>json</c>.
/// </remarks>
internal sealed class PlainConsole() : ConsoleFormatter(FormatName)
{
    public const string FormatName = "plain";

    private const string Indent = "      ";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.WriteLine($"{Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}]{TraceOf(Activity.Current)}");
        textWriter.WriteLine(Indent + Plain(logEntry.Formatter(logEntry.State, logEntry.Exception)));
        if (logEntry.Exception is { } problem)
        {
            foreach (var line in problem.ToString().ReplaceLineEndings("\n").Split('\n'))
            {
                textWriter.WriteLine(Indent + Plain(line));
            }
        }
    }

    /// <summary>The text with everything that is no character to see written as its number.</summary>
    internal static string Plain(string text)
    {
        if (!text.Any(IsUnseen))
        {
            return text;
        }

        StringBuilder plain = new(text.Length + 16);
        foreach (var character in text)
        {
            _ = IsUnseen(character) ? plain.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}") : plain.Append(character);
        }

        return plain.ToString();
    }

    /// <summary>The trace that the entry belongs to, where one is kept that somebody could look up.</summary>
    private static string TraceOf(Activity? span) => span is { Recorded: true } ? $" trace {span.TraceId}" : "";

    /// <summary>Control characters, line and paragraph separators, and what turns the direction of writing.</summary>
    private static bool IsUnseen(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format;

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        LogLevel.Critical => "crit",
        _ => "none",
    };
}
