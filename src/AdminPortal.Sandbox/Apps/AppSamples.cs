using System.Globalization;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Apps;

/// <summary>The initial apps: 24 of the account, the documents' sample first, and 6 managed ones.</summary>
internal static class AppSamples
{
    private static readonly (string Name, string Type, string[] Hostnames)[] Account =
    [
        ("Payroll", "Finance", ["payroll.example.com"]),
        ("General ledger", "Finance", ["ledger.example.com", "ledger-api.example.com"]),
        ("Invoice archive", "Finance", []),
        ("Git hosting", "Development", ["git.example.com", "lfs.example.com"]),
        ("Build farm", "Development", ["build.example.com"]),
        ("Package mirror", "Development", ["packages.example.com"]),
        ("Container registry", "Development", ["registry.example.com"]),
        ("Staff directory", "Collaboration", ["people.example.com"]),
        ("Video meetings", "Collaboration", ["meet.example.com", "turn.meet.example.com"]),
        ("Wiki", "Collaboration", ["wiki.example.com"]),
        ("Mail", "Collaboration", ["mail.example.com", "autodiscover.example.com"]),
        ("File shares", "Storage", []),
        ("Backup vault", "Storage", ["backup.example.net"]),
        ("Object store", "Storage", ["objects.example.net"]),
        ("Voice over IP", "Voice", []),
        ("Call centre", "Voice", ["calls.example.com"]),
        ("Point of sale", "Retail", ["pos.example.org"]),
        ("Stock control", "Retail", ["stock.example.org"]),
        ("Building access", "Facilities", []),
        ("Camera recorders", "Facilities", []),
        ("Service desk", "Support", ["help.example.com"]),
        ("Status page", "Support", ["status.example.com"]),
        ("Metrics", "Monitoring", ["metrics.example.net", "traces.example.net"]),
    ];

    private static readonly (string Id, string Name, string Type, string[] Hostnames)[] Managed =
    [
        ("acme-docs", "Acme Docs", "Collaboration", ["docs.example.org"]),
        ("acme-drive", "Acme Drive", "Storage", ["drive.example.org", "upload.drive.example.org"]),
        ("northwind-crm", "Northwind CRM", "Sales", ["crm.example.org"]),
        ("contoso-meet", "Contoso Meet", "Collaboration", ["meet.example.org"]),
        ("fabrikam-chat", "Fabrikam Chat", "Collaboration", ["chat.example.org"]),
        ("tailspin-video", "Tailspin Video", "Streaming", ["video.example.org"]),
    ];

    public static IEnumerable<Resource> Make() => [Sample(), .. Account.Select(Generate), .. Managed.Select(Generate)];

    private static Resource Sample() => new("ac60d3d0435248289d446cedd870bcf4", new JsonObject
    {
        ["account_app_id"] = "ac60d3d0435248289d446cedd870bcf4",
        ["hostnames"] = Texts("auth.cloudflare.com"),
        ["ip_subnets"] = Texts("192.0.2.0/24"),
        ["name"] = "Cloudflare Dashboard",
        ["source_subnets"] = Texts("192.0.2.0/24"),
        ["type"] = "Development",
    });

    private static Resource Generate((string Name, string Type, string[] Hostnames) app, int index)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"{0x5e1a7c30 + (index * 0x01010203L):x8}4d2f4b8f9c{index + 16:x2}{0x2b7e15162801L + (index * 7919L):x12}");
        var json = new JsonObject { ["account_app_id"] = id, ["name"] = app.Name, ["type"] = app.Type };
        if (app.Hostnames.Length > 0)
            json["hostnames"] = Texts(app.Hostnames);
        if (app.Hostnames.Length == 0 || index % 3 == 0)
            json["ip_subnets"] = Texts(Subnet("10.64", index), Subnet("172.20", index));
        if (index % 4 == 1)
            json["source_subnets"] = Texts(Subnet("192.168", index));
        return new Resource(id, json);
    }

    private static Resource Generate((string Id, string Name, string Type, string[] Hostnames) app, int index) => new(app.Id, new JsonObject
    {
        ["managed_app_id"] = app.Id,
        ["name"] = app.Name,
        ["type"] = app.Type,
        ["hostnames"] = Texts(app.Hostnames),
        ["ip_subnets"] = Texts(string.Create(CultureInfo.InvariantCulture, $"198.51.100.{index * 32}/27")),
    });

    private static string Subnet(string network, int index) => string.Create(CultureInfo.InvariantCulture, $"{network}.{index}.0/24");

    private static JsonArray Texts(params IReadOnlyList<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);
}
