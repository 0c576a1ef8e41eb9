using System.Globalization;

namespace AdminPortal.Cloudflare.Envelope;

/// <summary>What an answer's headers say. Every one is optional, and none is trusted to be well formed (reference 1.7).</summary>
internal static class AnswerHeaders
{
    /// <summary>Longer than any documented window; a longer wait is a mistake.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary><c>cf-ray</c>.</summary>
    public static string? Ray(HttpResponseMessage response) => First(response, "cf-ray");

    /// <summary><c>Retry-After</c>, in seconds or as a date, which counts from the answer's own <c>Date</c> where it has one.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response, DateTimeOffset now) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => Bounded(delta),
        { Date: { } date } => Bounded(date - (response.Headers.Date ?? now)),
        _ => null,
    };

    /// <summary><c>Ratelimit: "default";r=50;t=30</c> with <c>Ratelimit-Policy: "default";q=100;w=60</c>, or the older <c>x-ratelimit-*</c>.</summary>
    public static RateBudget? Budget(HttpResponseMessage response, DateTimeOffset now)
    {
        var limit = Items(response, "ratelimit").Where(item => item.Number("r") is not null).MinBy(item => item.Number("r"));
        var policies = Items(response, "ratelimit-policy");
        var policy = policies.FirstOrDefault(item => item.Name == limit?.Name) ?? policies.FirstOrDefault();
        if (limit is not null || policy is not null)
        {
            return new(limit?.Number("r"), Seconds(limit?.Number("t")), policy?.Number("q"), Seconds(policy?.Number("w")));
        }

        var remaining = Whole(First(response, "x-ratelimit-remaining"));
        var quota = Whole(First(response, "x-ratelimit-limit"));
        return remaining is null && quota is null ? null : new(remaining, Until(Whole(First(response, "x-ratelimit-reset")), now), quota, Window: null);
    }

    /// <summary>Seconds from now; a number too large for that is a Unix time.</summary>
    private static TimeSpan? Until(long? reset, DateTimeOffset now) =>
        reset is >= 1_000_000_000 and < 100_000_000_000 ? Bounded(DateTimeOffset.FromUnixTimeSeconds(reset.Value) - now) : Seconds(reset);

    private static TimeSpan? Seconds(long? seconds) => seconds is >= 0 ? TimeSpan.FromSeconds(Math.Min(seconds.Value, (long)Longest.TotalSeconds)) : null;

    private static TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Longest ? Longest : wait;

    private static string? First(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    private static List<Item> Items(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values)
            ? [.. values.SelectMany(value => value.Split(',')).Select(Item.Parse)]
            : [];

    private static long? Whole(string? text) => long.TryParse(text, NumberStyles.None, null, out var number) ? number : null;

    /// <summary>One item of a structured field: a name and its parameters.</summary>
    private sealed record Item(string Name, IReadOnlyDictionary<string, string> Parameters)
    {
        public static Item Parse(string text)
        {
            var parts = text.Split(';', StringSplitOptions.TrimEntries);
            Dictionary<string, string> parameters = new(StringComparer.Ordinal);
            foreach (var pair in parts.Skip(1).Select(part => part.Split('=', 2)).Where(pair => pair.Length == 2))
            {
                parameters[pair[0]] = pair[1];
            }

            return new(parts[0].Trim('"'), parameters);
        }

        public long? Number(string parameter) => Whole(Parameters.GetValueOrDefault(parameter));
    }
}
