using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace AdminPortal.Tests.Differential;

/// <summary>Values on both sides of every limit that the documents name, whatever field they meet.</summary>
internal static class NearMisses
{
    private static readonly string[] Literals =
    [
        "null", "true", "false", "[]", "{}", "[null]", "[[]]", """["x"]""", """{"a":1}""", """{"":null}""",
        "0", "-0", "-1", "1", "1.5", "53", "53.0", "575", "576", "576.0", "577", "1476", "9000", "9001", "65534", "65535", "65535.5", "65536", "1e3", "6.5535e4", "1e20", "1e300", "1e400",
        "575.99999999999999999999999999999999999", "99999999999999999999", "9223372036854775808",
        "\"576\"", "\"53\"", "\" 53\"", "\"53 \"", "\"５３\"", "\"0x35\"", "\"1e3\"", "\"1,500\"", "\"NaN\"", "\"Infinity\"", "\"true\"", "\"null\"",
    ];

    private static readonly string[] Texts =
    [
        "", " ", "\t", "\u00a0", "\u200b", "\0", "a", "A", "0", "-", ".", "a.", ".a", "-a", "a-", "a b", "a_b", "zürich", "a\u0301", "ａ１", "١", "\ud800", "😀", "a\n", "low", "Low", "mid ", "high", "reply", "REQUEST",
        "localhost", "example.com", "Example.COM", "example.com.", "example.com..", "*.example.com", "_dmarc.example.com", "example._com", "a..b", "a-.example.com", "-a.example.com", "a.123", "1.2.3", "1.2.3.4", "1.2.3.4.", "a.1b",
        "xn--bcher-kva.example", "bücher.example", "example.ｃｏｍ", "https://example.com", "example.com:53",
        "10.213.77.1", "10.1", "1", "010.213.77.1", "0x0a.0.0.1", "10.0.0.256", "10.0.0.-1", "10.0.0.1.", "10.0.0.1%eth0", "１０.0.0.1", "10.0.0.1:53",
        "::", "::1", "fe80::1%1", "fe80::1%eth0", "[::1]", "[::1]:53", "::ffff:10.0.0.1", "::ffff:0a00:0001", "::FFFF:10.0.0.1", "::10.0.0.1", "64:ff9b::10.0.0.1", "64:ff9b::10.0.0.01", "64:ff9b::10.1", "1::2::3", "2001:db8::g",
        "2001:DB8::77", "2001:0db8:0000:0000:0000:0000:0000:0077", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", ":::", ":", "12345::", "2001:db8::７",
        "0.0.0.0/0", "10.0.0.0/8", "10.0.0.1/8", "10.0.0.0/24", "10.0.0.0/31", "10.0.0.1/31", "10.0.0.0/30", "10.0.0.3/30", "10.0.0.0/29", "10.0.0.0/32", "10.0.0.0/33", "10.0.0.0/031", "10.0.0.0/+31", "10.0.0.0/ 31", "10.0.0.0/３１",
        "10.0.0.0/", "10.0.0.0/31/", "10.0.0.0/-1", "10.0.0.0/31.0", "10.0.0.0/255.255.255.254", "10.0.0.0\\31", "10.0/16", "/31", "10.0.0.0/4294967327",
        "9.255.255.254/31", "11.0.0.0/31", "172.15.255.254/31", "172.16.0.0/31", "172.31.255.255/31", "172.32.0.0/31", "192.167.255.254/31", "192.168.0.0/31", "192.168.255.252/30", "192.169.0.0/31", "192.0.2.0/31",
        "169.254.239.254/31", "169.254.240.0/31", "169.254.255.252/30", "169.255.0.0/31", "169.254.240.0/29",
        "2001:db8::/127", "2001:db8::1/127", "2001:db8::/126", "2001:db8::/128", "2001:db8::/129", "2001:DB8::/127", "2001:db8::%1/127", "2001:db8::/0127", "::ffff:10.0.0.0/127", "::ffff:10.0.0.0/31", "::/0", "::/127", "2001:db8::/31",
        "{c77b744e-acc8-428f-9257-6878c046ed55}", "c77b744eacc8428f92576878c046ed55", " c77b744e-acc8-428f-9257-6878c046ed55", "c77b744e-acc8-428f-9257-6878c046ed55\n", "C77B744E-ACC8-428F-9257-6878C046ED55",
        "0x7b744e-acc8-428f-9257-6878c046ed55", "+77b744e-acc8-428f-9257-6878c046ed55", "c77b744e-acc8-428f-9257-6878c046ed5", "c77b744e-acc8-428f-9257-6878c046ed5g",
    ];

    /// <summary>Any JSON at all.</summary>
    public static JsonNode? Any(Random random) => random.Next(3) == 0 ? JsonNode.Parse(Pick(random, Literals)) : JsonValue.Create(Text(random));

    /// <summary>Any text.</summary>
    public static string Text(Random random) => random.Next(5) switch
    {
        0 => OfLength(random, random.Next(252, 257)),
        1 => Respell(random, Pick(random, Texts)),
        _ => Pick(random, Texts),
    };

    /// <summary>The text, changed in one way that may or may not matter.</summary>
    public static string Respell(Random random, string text) => random.Next(20) switch
    {
        0 => " " + text,
        1 => text + " ",
        2 => text + "\t",
        3 => "\u00a0" + text,
        4 => text + "\n",
        5 => text.ToUpperInvariant(),
        6 => text.ToLowerInvariant(),
        7 => text.Normalize(text.Any(char.IsSurrogate) ? NormalizationForm.FormC : NormalizationForm.FormKD),
        8 => At(random, text, digit => (char)(digit + 0xfee0)),
        9 => At(random, text, digit => (char)(digit - '0' + '٠')),
        10 => At(random, text, digit => digit == '9' ? '0' : (char)(digit + 1)),
        11 => text + "\u0301",
        12 => text + "%eth0",
        13 => "::ffff:" + text,
        14 => text.Replace(".", ".0", StringComparison.Ordinal),
        15 => text + ".",
        16 => text.Split('/')[0],
        17 => string.Create(CultureInfo.InvariantCulture, $"{text.Split('/')[0]}/{random.Next(-1, 130)}"),
        18 => text.Length > 1 ? text[..^1] : "",
        _ => text + text,
    };

    public static T Pick<T>(Random random, IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    /// <summary>A name of exactly that many characters: of one label, of good labels, or of labels one of which is a character too long.</summary>
    private static string OfLength(Random random, int length)
    {
        var label = random.Next(4) switch { 0 => length, 1 => 64, _ => 63 };
        var name = string.Concat(Enumerable.Range(0, length).Select(at => at % (label + 1) == label ? '.' : 'a'));
        return random.Next(3) == 0 ? name[..^1] + "." : name;
    }

    private static string At(Random random, string text, Func<char, char> change)
    {
        var places = Enumerable.Range(0, text.Length).Where(at => char.IsAsciiDigit(text[at])).ToList();
        if (places.Count == 0)
            return text;
        var place = Pick(random, places);
        return $"{text[..place]}{change(text[place])}{text[(place + 1)..]}";
    }
}
