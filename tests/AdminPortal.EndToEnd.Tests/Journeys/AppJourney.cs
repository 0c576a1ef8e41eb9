using System.Text.Json.Nodes;
using AdminPortal.EndToEnd.Tests.Running;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Journeys;

public sealed class AppJourney(PortalFixture portal, ChromiumFixture chromium) : LifeJourney(portal, chromium)
{
    protected override string Singular => "app";

    protected override bool IsDeletionTyped => true;

    protected override string NewName => "Journey app";

    protected override string NewBody => """{"name":"Journey app","type":"Development","hostnames":["journey.example.com"]}""";

    protected override string Consequence => "Sites refer to apps by id";

    protected override string Plural => "Apps";

    protected override string Path => "magic/apps";

    protected override string StoredKind => "apps";

    protected override string Id => "ac60d3d0435248289d446cedd870bcf4";

    protected override string Name => "Cloudflare Dashboard";

    protected override string Search => "auth.cloudflare";

    protected override Edit Field => new("IP subnets", "/ip_subnets", "192.0.2.0/24", "198.51.100.0/24", Bad: "198.51.100.7/24", Rule: "198.51.100.0/24 is the subnet that holds this address");

    protected override Edit ForeignField => new("Type", "/type", "Development", "Security");

    /// <summary>An app has no object inside; the member put at the top has one itself.</summary>
    protected override IReadOnlyList<string> NestedObjects => [];

    protected override ILocator ControlOf(Edit edit) => Browser.Row(edit.Label, 1);

    /// <summary>The API has no call for one app.</summary>
    protected override async Task<JsonNode> ReadOverApiAsync() =>
        (await Sandbox.ResultAsync(Path)).AsArray().Single(app => (string?)app!["account_app_id"] == Id)!;

    /// <summary>A second row, and a pointer to it.</summary>
    protected override async Task<(ILocator Control, string Typed, string Said)> ProvokeRefusalAsync()
    {
        const string Said = "Another app of the account has this hostname.";
        await Sandbox.RefuseNextPutAsync(ApiError(Said, "/hostnames/1"));
        await Browser.Button("Add a row to Hostnames").ClickAsync();
        var row = Browser.Row("Hostnames", 2);
        await row.FillAsync("dash.cloudflare.com");
        return (row, "dash.cloudflare.com", Said);
    }

    protected override async Task FillAsync()
    {
        await Browser.Field("Name").FillAsync(NewName);
        await Browser.Field("Type").FillAsync("Development");
        await Browser.Button("Add a row to Hostnames").ClickAsync();
        await Browser.Row("Hostnames", 1).FillAsync("journey.example.com");
    }
}
