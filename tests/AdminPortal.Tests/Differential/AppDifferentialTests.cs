using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Rules;

namespace AdminPortal.Tests.Differential;

public sealed class AppDifferentialTests : DifferentialTests<App, AppInput>
{
    protected override ResourceKind<App, AppInput> Kind => AppKind.Instance;

    protected override string Collection => "apps";

    protected override IReadOnlyList<string> Resources =>
    [
        """{"account_app_id":"{id}","name":"Cloudflare Dashboard","type":"Development","hostnames":["auth.cloudflare.com"],"ip_subnets":["192.0.2.0/24"],"source_subnets":["192.0.2.0/24"]}""",
        """{"account_app_id":"{id}","name":"Many rows","hostnames":["a.example.com","B.example.com","c.example.com.","_d.example.com"],"ip_subnets":["10.0.0.0/8","172.16.0.0/12","198.51.100.7/32"],"x_new":[1,{}]}""",
        """{"account_app_id":"{id}","type":"Only a type"}""",
        """{"account_app_id":"{id}","source_subnets":["192.168.0.0/16"]}""",
        """{"account_app_id":"{id}","name":"","type":" ","hostnames":["bad_","BAD_","twice.example.com","Twice.example.com","twice.example.com","1.2.3.4",""],"ip_subnets":["2001:db8::/32","10.0.0.1/8","10.0.0.1/8","10.0.0.1","10.0.0.1/32"],"source_subnets":["10.0.0.0/8","10.0.0.0/8","10.0.0.0/08"]}""",
    ];

    protected override IReadOnlyDictionary<string, IReadOnlyList<string>> Good { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["/name"] = ["\"Cloudflare Dashboard\"", "\"Bücher\"", "\"a\""],
        ["/type"] = ["\"Development\"", "\"日本\""],
        ["/hostnames"] = ["""["auth.cloudflare.com"]""", """["a.example.com","b.example.com."]""", """["_sip.example.com","xn--bcher-kva.example","TWICE.example.com"]""", """["a.b.c.d.e"]"""],
        ["/ip_subnets"] = ["""["192.0.2.0/24"]""", """["0.0.0.0/0","10.0.0.0/8","198.51.100.7/32"]"""],
        ["/source_subnets"] = ["""["192.168.0.0/16"]""", """["10.0.0.0/31","10.0.0.2/31"]"""],
    };

    /// <summary>Newer text wants at least one member (reference 3.2), the seed none: the sandbox stands for the newer one.</summary>
    protected override bool MayBeRefusedAnyway(RuleFinding finding, string resource) => finding.Pointer == "/name";
}
