using static AdminPortal.Tests.Faults.Operation;
using static AdminPortal.Tests.Faults.Outcome;

namespace AdminPortal.Tests.Faults;

/// <summary>
/// Everything that the API and the way to it are expected to do wrong, and what has to come of it: on the wire, on
/// the screen, and in a browser.
/// </summary>
public static class FaultTable
{
    private static readonly Told Ok = new(Outcome.Ok, "");
    private static readonly Told Garbled = new(Unreachable, "The API's answer cannot be understood");
    private static readonly Told Failed = new(Unreachable, "The API failed");
    private static readonly Told OutOfReach = new(Unreachable, "The API cannot be reached");

    /// <summary>A write without an answer; reading again tells, except of a creation, which has no id to be read by.</summary>
    private static readonly Told Lost = new(Unclear, "The change did not arrive");
    private static readonly Told Landed = new(Unclear, "Saved, as reading it again shows");

    private static readonly Dictionary<Operation, Told> LostAs = new()
    {
        [Create] = new(Unclear, "It is not known whether the {0} was created"),
        [Delete] = new(Unclear, "The {0} is still there"),
    };

    private static readonly Dictionary<Operation, Told> LandedAs = new()
    {
        [Create] = new(Unclear, "It is not known whether the {0} was created"),
        [Delete] = new(Unclear, "as reading it again shows"),
    };

    private static readonly Dictionary<Operation, Told> NowhereToBeFound = new()
    {
        [List] = new(Rejected, "The API finds no {1} for this account"),
        [Create] = new(Rejected, "The API finds no {1} for this account"),
    };

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        // What                     how                                                     a list or a read                                                  a write
        new("400 with pointers",    new Way.Answer(400, Error(1004, "Not like this.", Pointer)), new(Rejected, "The API refused to answer"),                   new(Rejected, "The API refused the change")),
        new("401",                  new Way.Answer(401, Error(10001, "Unable to authenticate request")), new(Rejected, "The API does not accept this console's credential"), new(Rejected, "The API does not accept this console's credential")),
        new("403",                  new Way.Answer(403, Error(10000, "Authentication error")), new(Rejected, "The API forbids this"),                          new(Rejected, "The API forbids this")),
        new("404",                  new Way.Answer(404, Error(10404, "Not found")),         new(Rejected, "There is no such {0}"),                            new(Rejected, "There is no such {0}")) { But = NowhereToBeFound },
        new("405",                  new Way.Answer(405, Error(10405, "Method not allowed")), new(Rejected, "The API does not offer this"),                    new(Rejected, "The API does not offer this")),
        new("409",                  new Way.Answer(409, Error(1009, "Somebody was faster.")), new(Rejected, "The API refused to answer"),                     new(Rejected, "The API sees a conflict")),
        new("422",                  new Way.Answer(422, Error(1022, "Well formed and wrong.", Pointer)), new(Rejected, "The API refused to answer"),          new(Rejected, "The API refused the change")),
        new("429 with a wait",      new Way.Answer(429, Error(971, "Wait"), RetryAfter: "2"), new(Throttled, "It asks to wait 2 seconds."),                   new(Throttled, "It asks to wait 2 seconds.")),
        new("429 without a wait",   new Way.Answer(429, Error(971, "Wait")),                new(Throttled, "five minutes is its rule"),                       new(Throttled, "five minutes is its rule")),
        new("500",                  new Way.Answer(500, Error(1500, "Sorry")),              Failed,                                                           Lost) { But = LostAs },
        new("502 with HTML",        new Way.Answer(502, "<html><h1>Bad gateway</h1></html>"), Failed,                                                         Lost) { But = LostAs },
        new("503",                  new Way.Answer(503, Error(1503, "Later")),              Failed,                                                           Lost) { But = LostAs },
        new("504",                  new Way.Answer(504, ""),                                Failed,                                                           Lost) { But = LostAs },
        new("HTML with 200",        new Way.Answer(200, "<html><h1>Sign in to the hotel's network</h1></html>"), Garbled,                                     Lost) { But = LostAs },
        new("empty body",           new Way.EmptyBody(),                                    Garbled,                                                          Landed) { But = new Dictionary<Operation, Told>(LandedAs) { [Delete] = Ok } },
        new("truncated JSON",       new Way.HalfBody(),                                     Garbled,                                                          Landed) { But = LandedAs },
        new("wrong content type",   new Way.Mislabelled("text/plain"),                      Ok,                                                               Ok),
        new("slow body",            new Way.SlowBody(InTime: true),                         Ok,                                                               Ok),
        new("body that never ends", new Way.SlowBody(InTime: false),                        OutOfReach,                                                       Landed) { But = LandedAs },
        new("cut before the write", new Way.Cut(AfterActing: false),                        OutOfReach,                                                       Lost) { But = LostAs },
        new("cut after the write",  new Way.Cut(AfterActing: true),                         OutOfReach,                                                       Landed) { But = LandedAs },
        new("DNS failure",          new Way.NoSuchHost(),                                   OutOfReach,                                                       OutOfReach),
        new("TLS failure",          new Way.ForeignCertificate(),                           OutOfReach,                                                       OutOfReach),
    ];

    /// <summary>Stands in a body for the pointer of a field that every form of a kind shows.</summary>
    public const string Pointer = "{field}";

    /// <summary>The rows' names, for theories.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => All.Select(fault => new TheoryDataRow<string>(fault.Name));

    /// <summary>A row by its name.</summary>
    public static Fault Named(string name) => All.Single(fault => fault.Name == name);

    private static string Error(int code, string message, string? pointer = null) =>
        $$"""{"success":false,"errors":[{"code":{{code}},"message":"{{message}}"{{(pointer is null ? "" : $$""","source":{"pointer":"{{pointer}}"}""")}}}],"messages":[],"result":null}""";
}
