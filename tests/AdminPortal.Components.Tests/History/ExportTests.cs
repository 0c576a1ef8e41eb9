using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Sessions;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.History;
using AdminPortal.Security;
using AdminPortal.Security.Sessions;
using AdminPortal.Tests.Changes.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Components.Tests.History;

/// <summary>Exports over a real connection: what the files hold, that they are written while they are read, and that a broken one does not look whole.</summary>
public sealed class ExportTests : IAsyncDisposable
{
    private const string Path = $"/accounts/{Wire.AccountId}/activity";
    private const int Many = 100_000;

    private readonly WiredAccounts _accounts = new(new Wire(), TimeProvider.System);
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly EverLiveSessions _sessions = new();
    private WebApplication? _app;

    private static CancellationToken Ending => Xunit.TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _accounts.Dispose();
        await (_app?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task Csv_OfAChange_IsALineOfText()
    {
        await StartAsync(_ => Rows(Row(1) with { Actor = "anna", Reason = "He said \"no\",\nso", ResourceName = "äöü" }));

        var answer = await _http.GetAsync($"{Path}.csv", Ending);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Ending);

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal($"attachment; filename=\"activity-{Wire.AccountId}.csv\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            "time,person,kind,resource_id,resource_name,operation,outcome,reason,status,ray_id,duration_ms,change_id,first_entry,last_entry\r\n"
            + $"2026-03-04T05:06:07.000001Z,anna,Target,one,äöü,Update,Applied,\"He said \"\"no\"\",\nso\",200,{Wire.Ray},42,{Row(1).Id},1,2\r\n",
            Encoding.UTF8.GetString(bytes[3..]));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("NET-1", "NET-1")]
    public void Cell_ThatWouldBeAFormula_IsText(string cell, string written)
    {
        StringBuilder line = new();
        CsvText.AppendLine(line, "a", cell, null);

        Assert.Equal($"a,{written},\r\n", line.ToString());
    }

    [Fact]
    public async Task Json_OfChanges_IsAnArray()
    {
        await StartAsync(_ => Rows(Row(1), Row(2) with { Actor = null, Outcome = JournalEvent.SeenOutside, Status = null, Ray = null, Duration = null, Reason = null }));

        var array = JsonNode.Parse(await _http.GetStringAsync($"{Path}.json", Ending))!.AsArray();

        Assert.Equal(2, array.Count);
        Assert.Equal(
            $$"""{"time":"2026-03-04T05:06:07.000001Z","person":"anna","kind":"Target","resource_id":"one","resource_name":"first","operation":"update","outcome":"applied","reason":"NET-1","status":200,"ray_id":"{{Wire.Ray}}","duration_ms":42,"change_id":"{{Row(1).Id}}","first_entry":1,"last_entry":2}""",
            array[0]!.ToJsonString());
        Assert.Equal("seen changed outside", (string?)array[1]!["outcome"]);
        Assert.False(array[1]!.AsObject().ContainsKey("person"));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Export_OfNothing_IsAWholeFile(string ending)
    {
        await StartAsync(_ => Rows());

        var text = await _http.GetStringAsync($"{Path}.{ending}", Ending);

        Assert.EndsWith(ending == "csv" ? "last_entry\r\n" : "[\n]\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_WithFilters_AsksForThose()
    {
        JournalFilter? asked = null;
        await StartAsync(filter =>
        {
            asked = filter;
            return Rows();
        });

        await _http.GetStringAsync($"{Path}.csv?person=an&kind=Target&resource=one&outcome=not-applied&from=2026-03-04&until=2026-03-04&zone=Europe%2FBerlin", Ending);

        Assert.Equal(
            new JournalFilter(Wire.AccountId)
            {
                PersonStart = "an", Kind = "Target", ResourceId = "one", Outcome = JournalEvent.NotApplied,
                From = new(2026, 3, 4, 0, 0, 0, TimeSpan.FromHours(1)), Until = new(2026, 3, 5, 0, 0, 0, TimeSpan.FromHours(1)),
            },
            asked);
    }

    [Fact]
    public async Task Export_OfAFilterThatIsNone_IsRefused()
    {
        await StartAsync(_ => Rows(Row(1)));

        var answer = await _http.GetAsync($"{Path}.csv?outcome=bad", Ending);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Outcome: One of applied", await answer.Content.ReadAsStringAsync(Ending), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_OfAnUnknownAccount_IsNotFound()
    {
        await StartAsync(_ => Rows(Row(1)));

        Assert.Equal(HttpStatusCode.NotFound, (await _http.GetAsync("/accounts/feed/activity.csv", Ending)).StatusCode);
    }

    [Fact]
    public async Task Export_ForNobody_LeadsToSignIn()
    {
        await StartAsync(_ => Rows(Row(1)), isSecured: true);

        var answer = await _http.GetAsync($"{Path}.csv", Ending);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/signin", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("another value", null, "You have no role here.")]
    [InlineData("Viewer", "Target", "You have no role here.")]
    public async Task Export_ForSomebodyWhoDoesNotSeeTheWholeAccount_IsRefusedInWords(string value, string? kind, string words)
    {
        await StartAsync(_ => Rows(Row(1)), grants: new Dictionary<string, string?>
        {
            [$"{AccessPolicy.Section}:0:Value"] = value, [$"{AccessPolicy.Section}:0:Role"] = "Operator", [$"{AccessPolicy.Section}:0:Kinds:0"] = kind ?? "Peer",
        });

        var answer = await _http.GetAsync($"{Path}.csv", Ending);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Ending), StringComparison.Ordinal);
        Assert.Null(answer.Content.Headers.ContentDisposition);
    }

    [Fact]
    public async Task Export_InASessionThatHasEnded_IsRefusedInWords()
    {
        await StartAsync(_ => Rows(Row(1)));
        _sessions.End(SessionEnd.Idle, "");

        var answer = await _http.GetAsync($"{Path}.json", Ending);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("nothing was done in it", await answer.Content.ReadAsStringAsync(Ending), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Export_OfManyChanges_IsWrittenWhileItIsRead(string ending)
    {
        TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await StartAsync(_ => ManyAsync(goOn.Task));

        using var answer = await _http.GetAsync($"{Path}.{ending}", HttpCompletionOption.ResponseHeadersRead, Ending);
        using StreamReader reader = new(await answer.Content.ReadAsStreamAsync(Ending));
        Assert.NotNull(await reader.ReadLineAsync(Ending));
        goOn.SetResult();
        var lines = 1;
        while (await reader.ReadLineAsync(Ending) is not null)
        {
            lines++;
        }

        Assert.Equal(ending == "csv" ? Many + 1 : Many + 2, lines);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    public async Task Export_WhoseStoreGoesAway_BreaksTheConnection(string ending)
    {
        await StartAsync(_ => BrokenAsync(Many / 10));

        using var answer = await _http.GetAsync($"{Path}.{ending}", HttpCompletionOption.ResponseHeadersRead, Ending);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => answer.Content.ReadAsByteArrayAsync(Ending));
    }

    [Fact]
    public async Task Export_WhoseStoreIsAway_SaysSo()
    {
        await StartAsync(_ => BrokenAsync(0));

        var answer = await _http.GetAsync($"{Path}.csv", Ending);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Null(answer.Content.Headers.ContentDisposition);
    }

    private static JournalRow Row(int number) => new(
        new Guid(number, 0, 0, new byte[8]), Wire.AccountId, new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero).AddMicroseconds(number), "anna", "Target", "one", "first",
        ChangeOperation.Update, JournalEvent.Applied, "NET-1", 200, Wire.Ray, TimeSpan.FromMilliseconds(42), number, number + 1);

    private static async IAsyncEnumerable<JournalRow> Rows(params JournalRow[] rows)
    {
        await Task.CompletedTask;
        foreach (var row in rows)
        {
            yield return row;
        }
    }

    /// <summary>The last change is not read before the test has seen the first.</summary>
    private static async IAsyncEnumerable<JournalRow> ManyAsync(Task goOn, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var number = 1; number <= Many; number++)
        {
            await (number == Many ? goOn.WaitAsync(cancellationToken) : Task.CompletedTask);
            yield return Row(number);
        }
    }

    private static async IAsyncEnumerable<JournalRow> BrokenAsync(int after)
    {
        for (var number = 1; number <= after; number++)
        {
            yield return Row(number);
        }

        await Task.CompletedTask;
        throw new StoreUnavailableException("The store went away.");
    }

    private async Task StartAsync(Func<JournalFilter, IAsyncEnumerable<JournalRow>> export, bool isSecured = false, IReadOnlyDictionary<string, string?>? grants = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ICloudflareAccounts>(_accounts);
        builder.Services.AddSingleton(ExportingJournal.Over(export));
        builder.Configuration.AddInMemoryCollection(grants ?? new Dictionary<string, string?>());
        builder.Services.AddSingleton<ISessions>(_sessions);
        builder.Services.AddSingleton<IReadOnlySwitch>(new TestSwitch());
        builder.Services.AddPortalAccess(builder.Configuration);
        builder.Services.AddSingleton<AccessControl>();
        if (isSecured)
        {
            builder.Services.AddPortalSecurity(builder.Configuration);
        }

        _app = builder.Build();
        if (isSecured)
        {
            _app.UsePortalSecurity();
        }
        else
        {
            _app.Use((context, next) =>
            {
                context.User = new SignedInPerson("https://login.test", "sam", "Sam Sample", [new(HeldValue.Roles, "Viewer")]).ToPrincipal();
                return next();
            });
        }

        _app.MapPortalExports();
        await _app.StartAsync(Ending);
        _http.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }
}

/// <summary>A journal of which nothing is asked but an export.</summary>
public class ExportingJournal : DispatchProxy
{
    private Func<JournalFilter, IAsyncEnumerable<JournalRow>> _export = null!;

    /// <summary>A journal that gives these rows.</summary>
    public static IJournal Over(Func<JournalFilter, IAsyncEnumerable<JournalRow>> export)
    {
        var journal = Create<IJournal, ExportingJournal>();
        ((ExportingJournal)journal)._export = export;
        return journal;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod?.Name == nameof(IJournal.ExportAsync)
        ? _export((JournalFilter)args![0]!)
        : throw new NotSupportedException(targetMethod?.Name);
}
