using static AdminPortal.Tests.Faults.Outcome;

namespace AdminPortal.Tests.Faults;

/// <summary>
/// Everything that the API and the way to it are expected to do wrong, and what has to come of it: on the wire for each operation of each kind, on the screen for
/// each of these, and in a browser.
/// </summary>
public static class FaultTable
{
    /// <summary>Stands in a body for the pointer of a field that the form shows.</summary>
    public const string Pointer = "{field}";

    private static readonly Told Fine = new(Ok, "");
    private static readonly Told Refuses = new(Rejected, "The API refused the change");
    private static readonly Told DoesNotAnswer = new(Rejected, "The API refused to answer");
    private static readonly Told DoesNotKnowUs = new(Rejected, "The API does not accept this console's credential");
    private static readonly Told HasNoSuch = new(Rejected, "There is no such {0}");
    private static readonly Told HasNone = new(Rejected, "The API finds no {1} for this account");
    private static readonly Told Failed = new(Unreachable, "The API failed");
    private static readonly Told Garbled = new(Unreachable, "The API's answer cannot be understood");
    private static readonly Told OutOfReach = new(Unreachable, "The API cannot be reached");

    /// <summary>A write without an answer: reading again tells.</summary>
    private static readonly Told Lost = new(Unclear, "The change did not arrive");
    private static readonly Told Landed = new(Unclear, "Saved, as reading it again shows");
    private static readonly Told NotCreated = new(Unclear, "The {0} was not created");
    private static readonly Told Created = new(Unclear, "Created, as reading it again shows");
    private static readonly Told NotDeleted = new(Unclear, "The {0} was not deleted");
    private static readonly Told Gone = new(Unclear, "Reading it again shows that it is gone");

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Fault> All { get; } =
    [
        //  what                     how it is made                               a list, a read                      a write            a creation      a deletion
        new("400 with pointers",     Says(400, 1004, Pointer),                    DoesNotAnswer,                      Refuses),
        new("401",                   Says(401, 10001),                            DoesNotKnowUs,                      DoesNotKnowUs),
        new("403",                   Says(403, 10000),                            new(Rejected, "The API forbids this"), new(Rejected, "The API forbids this")),
        new("404",                   Says(404, 10404),                            HasNoSuch,                          HasNoSuch,         HasNone) { List = HasNone },
        new("405",                   Says(405, 10405),                            new(Rejected, "The API does not offer this"), new(Rejected, "The API does not offer this")),
        new("409",                   Says(409, 1009),                             DoesNotAnswer,                      new(Rejected, "The API sees a conflict")),
        new("422",                   Says(422, 1022, Pointer),                    DoesNotAnswer,                      Refuses),
        new("429 with a wait",       Says(429, 971) with { RetryAfter = "2" },    new(Throttled, "wait 2 seconds"),   new(Throttled, "wait 2 seconds")),
        new("429 without a wait",    Says(429, 971),                              new(Throttled, "five minutes"),     new(Throttled, "five minutes")),
        new("500",                   Says(500, 1500),                             Failed,                             Lost,              NotCreated,     NotDeleted),
        new("502 with HTML",         new Way.Answer(502, "<html>Bad gateway"),    Failed,                             Lost,              NotCreated,     NotDeleted),
        new("503",                   Says(503, 1503),                             Failed,                             Lost,              NotCreated,     NotDeleted),
        new("504",                   new Way.Answer(504, ""),                     Failed,                             Lost,              NotCreated,     NotDeleted),
        new("HTML with 200",         new Way.Answer(200, "<html>Hotel network"),  Garbled,                            Lost,              NotCreated,     NotDeleted),
        new("empty body",            new Way.EmptyBody(),                         Garbled,                            Landed,            Created,        Fine),
        new("truncated JSON",        new Way.HalfBody(),                          Garbled,                            Landed,            Created,        Gone),
        new("wrong content type",    new Way.Mislabelled("text/plain"),           Fine,                               Fine),
        new("slow body",             new Way.SlowBody(InTime: true),              Fine,                               Fine),
        new("body that never ends",  new Way.SlowBody(InTime: false),             OutOfReach,                         Landed,            Created,        Gone),
        new("cut before the write",  new Way.Cut(AfterActing: false),             OutOfReach,                         Lost,              NotCreated,     NotDeleted),
        new("cut after the write",   new Way.Cut(AfterActing: true),              OutOfReach,                         Landed,            Created,        Gone),
        new("DNS failure",           new Way.NoSuchHost(),                        OutOfReach,                         OutOfReach),
        new("TLS failure",           new Way.ForeignCertificate(),                OutOfReach,                         OutOfReach),
    ];

    /// <summary>The rows' names, for theories.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names => All.Select(fault => new TheoryDataRow<string>(fault.Name));

    /// <summary>A row by its name.</summary>
    public static Fault Named(string name) => All.Single(fault => fault.Name == name);

    private static Way.Answer Says(int status, int code, string? pointer = null) => new(
        status,
        $$"""{"success":false,"errors":[{"code":{{code}},"message":"Not like this."{{(pointer is null ? "" : $$""","source":{"pointer":"{{pointer}}"}""")}}}],"messages":[],"result":null}""");
}
