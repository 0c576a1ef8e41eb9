using System.Diagnostics;
using AdminPortal.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Components.Tests.Hosting;

public sealed class PlainConsoleTests
{
    [Theory]
    [InlineData("Ada\ninfo: Forged[0]", "Ada\\u000ainfo: Forged[0]")]
    [InlineData("Ada\r\n      Forged", "Ada\\u000d\\u000a      Forged")]
    [InlineData("\u001b[2J\u001b[31mred", "\\u001b[2J\\u001b[31mred")]
    [InlineData("\u009b2J", "\\u009b2J")]
    [InlineData("a\u2028b\u2029c\u0085d", "a\\u2028b\\u2029c\\u0085d")]
    [InlineData("user\u202egnp.exe", "user\\u202egnp.exe")]
    [InlineData("a\bb\0c\u007f", "a\\u0008b\\u0000c\\u007f")]
    [InlineData("Zoë 東京 🚀", "Zoë 東京 🚀")]
    public void Message_WithWhatIsNotSeen_StaysOneLine(string message, string written)
    {
        Assert.Equal($"warn: Console[7]{Environment.NewLine}      {written}{Environment.NewLine}", Written(message, problem: null));
    }

    [Fact]
    public void Exception_WithLineBreaks_BeginsNoEntry()
    {
        var lines = Written("It failed", new InvalidOperationException("no\ninfo: Forged[0]\n\u001b[2Jgone")).Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("warn: Console[7]", lines[0]);
        Assert.All(lines[1..], line => Assert.StartsWith("      ", line, StringComparison.Ordinal));
        Assert.Contains("      \\u001b[2Jgone", lines);
    }

    [Fact]
    public void Entry_OfATraceThatIsKept_NamesIt()
    {
        using Activity span = new("save");
        span.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        span.Start();

        Assert.Equal($"warn: Console[7] trace {span.TraceId}{Environment.NewLine}      Saved.{Environment.NewLine}", Written("Saved.", problem: null));
    }

    [Fact]
    public void Entry_OfATraceThatNobodyKeeps_NamesNone()
    {
        using Activity span = new("save");
        span.Start();

        Assert.Equal($"warn: Console[7]{Environment.NewLine}      Saved.{Environment.NewLine}", Written("Saved.", problem: null));
    }

    private static string Written(string message, Exception? problem)
    {
        using StringWriter writer = new();
        new PlainConsole().Write(new LogEntry<string>(LogLevel.Warning, "Console", new EventId(7), message, problem, (text, _) => text), scopeProvider: null, writer);
        return writer.ToString();
    }
}
