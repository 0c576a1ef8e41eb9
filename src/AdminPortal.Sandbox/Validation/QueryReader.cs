using System.Globalization;
using System.Net;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Net;

namespace AdminPortal.Sandbox.Validation;

/// <summary>Reads query parameters and collects what is wrong with them. An empty parameter counts as left out.</summary>
internal sealed class QueryReader(IQueryCollection query, Findings findings)
{
    private delegate bool Parser<T>(string text, out T value);

    public string? Text(string name) => All(name) is [var first, ..] ? first : null;

    public IReadOnlyList<string> All(string name) => [.. query[name].Where(value => !string.IsNullOrEmpty(value)).Select(value => value!)];

    public Guid? Id(string name) => Single<Guid>(name, "a UUID", (text, out value) => Guid.TryParseExact(text, "D", out value));

    public IReadOnlyList<Guid> Ids(string name) => Many<Guid>(name, "a UUID", (text, out value) => Guid.TryParseExact(text, "D", out value));

    public IPAddress? IPv4(string name) => SingleReference<IPAddress>(name, "an IPv4 address", Addresses.TryParseIPv4);

    public IPAddress? IPv6(string name) => SingleReference<IPAddress>(name, "an IPv6 address", Addresses.TryParseIPv6);

    public IReadOnlyList<IPAddress> AnyAddresses(string name) => Many<IPAddress>(name, "an IPv4 or IPv6 address", Addresses.TryParse);

    public DateTimeOffset? Date(string name) => Single<DateTimeOffset>(name, "a date and time such as 2026-01-31T00:00:00Z", Dates.TryParse);

    public bool? Flag(string name) => Single<bool>(name, "true or false", (text, out value) => bool.TryParse(text, out value));

    public int Number(string name, int fallback, int minimum, int maximum = int.MaxValue)
    {
        var wanted = maximum == int.MaxValue ? $"a whole number of at least {minimum}" : $"a whole number from {minimum} to {maximum}";
        return Single<int>(name, wanted, (text, out value)
            => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum) ?? fallback;
    }

    public string? OneOf(string name, params IReadOnlyList<string> values)
    {
        var text = Text(name);
        if (text is not null && !values.Contains(text))
            Refuse(name, $"one of {string.Join(", ", values)}");
        return text;
    }

    public void Refuse(string name, string wanted)
        => findings.Add(ErrorCode.QueryParameter, $"Query parameter '{name}' must be {wanted}.", pointer: null);

    private T? Single<T>(string name, string wanted, Parser<T> parse)
        where T : struct
        => Many(name, wanted, parse) is [var value, ..] ? value : null;

    private T? SingleReference<T>(string name, string wanted, Parser<T> parse)
        where T : class
        => Many(name, wanted, parse).FirstOrDefault();

    private List<T> Many<T>(string name, string wanted, Parser<T> parse)
    {
        List<T> values = [];
        foreach (var text in All(name))
        {
            if (parse(text, out var value))
                values.Add(value);
            else
                Refuse(name, wanted);
        }

        return values;
    }
}
