namespace AdminPortal.Sandbox.Faults;

/// <summary>One request as it arrived. <see cref="Status"/> stays empty when the connection was cut.</summary>
internal sealed record RequestRecord(string Method, string Path, string Query)
{
    public int? Status { get; set; }

    /// <summary>Whether it changed what is stored, even if its answer never arrived.</summary>
    public bool Landed { get; set; }
}

/// <summary>The last 10,000 requests, oldest first.</summary>
internal sealed class RequestLog
{
    private const int Capacity = 10_000;
    private static readonly object Key = new();
    private readonly Lock _gate = new();
    private readonly Queue<RequestRecord> _records = new();

    public static void MarkLanded(HttpContext context)
    {
        if (context.Items.TryGetValue(Key, out var value) && value is RequestRecord record)
            record.Landed = true;
    }

    /// <summary>Entered on arrival and completed before the first byte leaves, so that who has an answer also finds it here.</summary>
    public void Add(HttpContext context)
    {
        var request = context.Request;
        var record = new RequestRecord(request.Method, request.Path, request.QueryString.Value ?? "");
        context.Items[Key] = record;
        context.Response.OnStarting(() =>
        {
            record.Status = context.Response.StatusCode;
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
}
