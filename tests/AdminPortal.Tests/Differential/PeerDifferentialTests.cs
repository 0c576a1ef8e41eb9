using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;

namespace AdminPortal.Tests.Differential;

public sealed class PeerDifferentialTests : DifferentialTests<Peer, PeerInput>
{
    private static readonly string[] Tsigs = ["69cd1e104af3e6ed3cb344f263fd0d5a", "b3a1f0c29d5e48b7a6f41d2c3e5f7089", "f4d27b6e1c8a49039be5d0a7c2641f38"];

    protected override ResourceKind<Peer, PeerInput> Kind => PeerKind.Instance;

    protected override string Collection => "peers";

    protected override IReadOnlyList<string> Resources =>
    [
        """{"id":"{id}","name":"my-peer-1","ip":"192.0.2.53","ixfr_enable":false,"port":53,"tsig_id":"69cd1e104af3e6ed3cb344f263fd0d5a"}""",
        """{"id":"{id}","name":"new secondary, not set up yet","ip":"","ixfr_enable":false,"port":0}""",
        """{"id":"{id}","name":"IPv6","ip":"2001:db8:53::1","port":5353,"x_new":null}""",
        """{"id":"{id}","name":" ","ip":"ns1.example.com","ixfr_enable":true,"port":70000.5,"tsig_id":"no-such-tsig"}""",
        """{"id":"{id}","name":"old","ip":"::ffff:192.0.2.53","port":-1,"tsig_id":""}""",
    ];

    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Good { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["/name"] = ["\"my-peer-1\"", "\"ns1.fra.example.net (IPv6)\"", "\"ü\""],
        ["/ip"] = ["\"192.0.2.53\"", "\"2001:db8:53::1\"", "\"2001:0DB8:0053::0001\"", "\"\""],
        ["/port"] = ["53", "1", "65535", "53.0", "5.3e1"],
        ["/ixfr_enable"] = ["true", "false"],
        ["/tsig_id"] = [.. Tsigs.Select(id => $"\"{id}\""), "\"\""],
    };

    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Hard { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["/name"] = ["\"\"", "\" \"", "\"\\u00a0\"", "\"\\u200b\""],
        ["/ip"] = ["\"::ffff:192.0.2.53\"", "\"192.0.2.053\"", "\"2001:db8::53%1\"", "\"64:ff9b::192.0.2.053\""],
        ["/port"] = ["0", "1", "65535", "65536", "65535.000001", "-1", "53.5", "\"53\""],
    };

    protected override bool IsMadeUpId(string pointer, string text) => pointer == "/tsig_id" && text.Length > 0 && !Tsigs.Contains(text);
}
