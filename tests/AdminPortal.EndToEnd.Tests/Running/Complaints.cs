using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Running;

/// <summary>What a browser complains about: errors and warnings in its console, uncaught exceptions, violations of the content security policy.</summary>
public sealed class Complaints
{
    private const string ReportViolations =
        "document.addEventListener('securitypolicyviolation', event => console.error(`Policy violated: ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`));";

    private readonly ConcurrentQueue<string> _heard = new();
    private readonly List<string> _expected = [];

    /// <summary>Listens to every page of a browser context, those included that it opens later.</summary>
    public async Task ListenAsync(IBrowserContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _heard.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        };
        context.WebError += (_, error) => _heard.Enqueue($"uncaught: {error.Error}");
        await context.AddInitScriptAsync(ReportViolations);
    }

    /// <summary>A complaint that the test itself provokes, such as a document with status 404.</summary>
    public void Expect(string part) => _expected.Add(part);

    /// <summary>What was heard so far and not expected.</summary>
    public IReadOnlyList<string> Unexpected => [.. _heard.Where(complaint => !_expected.Exists(part => complaint.Contains(part, StringComparison.Ordinal)))];

    /// <summary>Fails when anything unexpected was heard.</summary>
    public void AssertNone() => AssertNone(Unexpected);

    /// <summary>Fails when anything is given, and says all of it.</summary>
    public static void AssertNone(IReadOnlyList<string> unexpected)
    {
        ArgumentNullException.ThrowIfNull(unexpected);
        Assert.True(unexpected.Count == 0, string.Join('\n', unexpected));
    }
}
