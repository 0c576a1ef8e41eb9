using System.Text.Json.Serialization;

namespace AdminPortal.Sandbox.Faults;

/// <summary>One request as it arrived. <see cref="Status"/> stays empty when the connection was cut.</summary>
internal sealed record RequestRecord(string Method, string Path, string Query)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? Status { get; set; }

    /// <summary>Whether it changed what is stored, even if its answer never arrived.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public bool Landed { get; set; }

    /// <summary>From its arrival to the first byte of its answer, in milliseconds: the API's own time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public double? TookMs { get; set; }

    [JsonIgnore]
    public bool WasCut { get; set; }
}

/// <summary>The last 10,000 requests, oldest first.</summary>
internal sealed class RequestLog(TimeProvider time)
{
    private const int Capacity = 10_000;
    private static readonly object Key = new();
    private readonly Lock _gate = new();
    private readonly Queue<RequestRecord> _records = new();

    public static void MarkLanded(HttpContext context)
    {
        if (Find(context) is { } record)
            record.Landed = true;
    }

    public static void MarkCut(HttpContext context)
    {
        if (Find(context) is { } record)
            record.WasCut = true;
    }

    /// <summary>Entered on arrival and completed before the first byte leaves, so that who has an answer also finds it here.</summary>
    public void Add(HttpContext context)
    {
        var request = context.Request;
        var record = new RequestRecord(request.Method, request.Path, request.QueryString.Value ?? "");
        var begun = time.GetTimestamp();
        context.Items[Key] = record;
        context.Response.OnStarting(() =>
        {
            record.Status = record.WasCut ? null : context.Response.StatusCode;
            record.TookMs = time.GetElapsedTime(begun).TotalMilliseconds;
            return Task.CompletedTask;
        });
        lock (_gate)
        {
            _records.Enqueue(record);
            if (_records.Count > Capacity)
                _records.Dequeue();
        }
    }

    public IReadOnlyList<RequestRecord> List()
    {
        lock (_gate)
            return [.. _records];
    }

    public void Clear()
    {
        lock (_gate)
            _records.Clear();
    }

    private static RequestRecord? Find(HttpContext context) => context.Items.TryGetValue(Key, out var value) ? value as RequestRecord : null;
}
