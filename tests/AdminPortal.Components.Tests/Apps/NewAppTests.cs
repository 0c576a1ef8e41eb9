using AdminPortal.Apps;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Components.Tests.Forms;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Tests.Cloudflare;
using Bunit;

namespace AdminPortal.Components.Tests.Apps;

public sealed class NewAppTests : CreateFormTests<NewAppPage, AppPage, App, AppInput>
{
    protected override ResourceKind<App, AppInput> Kind => AppKind.Instance;

    protected override string Sample => SeedSamples.App.Replace("\"name\"", "\"x_new\":1,\"name\"", StringComparison.Ordinal);

    protected override string Id => "ac60d3d0435248289d446cedd870bcf4";

    protected override string Clone => """
        {"name":"Cloudflare Dashboard","type":"Development","hostnames":["auth.cloudflare.com"],"ip_subnets":["192.0.2.0/24"],"source_subnets":["192.0.2.0/24"]}
        """;

    protected override (string Resource, string Sentence) Unwise =>
        (Sample.Replace("auth.cloudflare.com", "localhost", StringComparison.Ordinal), "A fully qualified domain name");

    protected override IReadOnlyList<string> Labels => ["Name", "Type", "Hostnames", "IP subnets", "Source subnets"];

    protected override (string Label, string Text, string Pointer) Filled => ("Name", "Dashboard", "/name");

    protected override string Body => """{"name":"Dashboard","type":"Development","hostnames":["a.example.com"]}""";

    protected override (string Request, string Answer) Read(string resource) => ("GET magic/apps", $$$"""{"success":true,"result":[{{{resource}}}]}""");

    protected override string MadeByPost(string id) => BodyWith(("account_app_id", id));

    /// <summary>The list holds an app with exactly this content, and it is the one that was copied.</summary>
    [Fact]
    public async Task Create_AnUntouchedCopyUnanswered_IsNotMistakenForItsOriginal()
    {
        Wire.On(PostLine, "<html>", 502);
        var page = OpenClone(Sample);
        Review(page);
        page.Button("Create").Click();

        await LookAgainAsync(page);

        Assert.Equal("The app was not created", page.Find("[role=alert] h2").Words());
    }

    [Fact]
    public void Create_ARowAddedAndTakenAwayAgain_SendsWhatTheReviewShows()
    {
        AnswerAll();
        var page = OpenFilled();
        page.Button("Add a row to IP subnets").Click();
        page.Field("IP subnets").QuerySelector("button[aria-label='Remove row 1']")!.Click();
        Review(page);
        var shown = page.Find("pre.request").TextContent;
        AssertSameJson(Body, shown);

        Create(page);

        AssertSameJson(shown, Assert.Single(Wire.Writes).Body!);
    }

    private protected override void Fill(IRenderedComponent<NewAppPage> page)
    {
        page.Field("Name").Input("Dashboard");
        page.Field("Type").Input("Development");
        page.Button("Add a row to Hostnames").Click();
        page.Part("Hostnames", "Row 1").Input("a.example.com");
    }
}
