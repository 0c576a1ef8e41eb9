using System.Text.Json.Nodes;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Targets;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Targets;

public sealed class TargetsCreationTests : PortalTestContext
{
    private const string Put = "PUT infrastructure/targets/batch";
    private const string ReadNetworks = "GET teamnet/virtual_networks?is_deleted=false";
    private const string Two = "edge-1,10.0.0.1\nedge-2,10.0.0.2,,lab";
    private const string LookForTwo = "GET infrastructure/targets?ips=10.0.0.1&ips=10.0.0.2&page=1&per_page=1000";
    private const string Default = "c77b744e-acc8-428f-9257-6878c046ed55";
    private const string Lab = "a1f5b7c3-27d4-4b6e-8c19-5e0d9f3a6b42";
    private const string Body = $$$"""[{"hostname":"edge-1","ip":{"ipv4":{"ip_addr":"10.0.0.1"} }},{"hostname":"edge-2","ip":{"ipv4":{"ip_addr":"10.0.0.2","virtual_network_id":"{{{Lab}}}"} }}]""";

    [Fact]
    public void Lines_Typed_AreShownAsTheyAreUnderstood()
    {
        var page = Open();

        Type(page, "# rack\nedge-1,10.0.0.1\nedge-2 2001:db8::2 lab");

        Assert.Equal("2 lines, all ready", Summary(page));
        Assert.Equal(["2 edge-1 10.0.0.1 default", "3 edge-2 2001:db8::2 lab"], page.Texts("tbody tr"));
        Assert.Null(page.Field("Targets, one a line").GetAttribute("aria-invalid"));
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Lines_WithErrors_SayWhatIsWrongAtTheirNumbers()
    {
        var page = Open();

        Type(page, "edge_1,10.0.0.1\nedge-2,10.0.0.2,,labb\nedge-3,10.0.0.3\nedge-4,10.0.0.3");

        Assert.Equal("4 lines, 1 ready, 3 with errors", Summary(page));
        Assert.Equal("true", page.Field("Targets, one a line").GetAttribute("aria-invalid"));
        Assert.Contains("4 lines, 1 ready, 3 with errors", page.DescriptionOf(page.Field("Targets, one a line")), StringComparison.Ordinal);
        Assert.Equal(["1", "2", "4"], page.FindAll("tr.faulty th").Select(line => line.Words()));
        Assert.Equal(["edge_1", "labb", "10.0.0.3"], page.Texts("td.invalid"));
        var said = page.Texts(".message-error");
        Assert.StartsWith("Hostname: Letters, digits", said[0], StringComparison.Ordinal);
        Assert.StartsWith("Virtual network: There is no virtual network of this name or id here. There are: default, lab.", said[1], StringComparison.Ordinal);
        Assert.StartsWith("IPv4 address: Line 3 has the same address", said[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_WithErrorsOnly_AreShownOnRequest()
    {
        var page = Open();
        Type(page, "edge-1,10.0.0.1\nedge_2,10.0.0.2");

        page.Find(".batch-filter input").Change(true);
        Assert.Equal(["2"], page.Texts("tbody th"));

        Type(page, Two);
        Assert.Equal(["1", "2"], page.Texts("tbody th"));
    }

    [Fact]
    public void Review_WithErrors_StaysShutAndLeadsToTheFirst()
    {
        var page = Open();
        Type(page, $"{string.Join('\n', Enumerable.Range(0, 150).Select(number => $"edge-{number},10.1.0.{number}"))}\nedge_x,10.2.0.1");

        Review(page);

        Assert.Equal("line-151", Focused);
        Assert.Equal("line-151", page.Find("tr.faulty th").Id);
        Assert.Empty(page.FindAll(".review"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    public void Review_OfNothing_StaysShut(string text)
    {
        var page = Open();
        Type(page, text);

        Review(page);

        Assert.Empty(page.FindAll(".review"));
        Assert.Equal("lines", Focused);
    }

    [Fact]
    public void Lines_MoreThanAThousand_AreRefusedInWords()
    {
        var page = Open();
        Type(page, string.Join('\n', Enumerable.Range(0, 1001).Select(number => $"edge-{number}")));

        Review(page);

        Assert.Equal("1,001 lines; at most 1,000 at once. Paste them in parts.", Summary(page));
        Assert.Empty(page.FindAll(".review"));
        Assert.Equal(100, page.FindAll("tbody th").Count);
    }

    [Fact]
    public void Text_CutOffByTheBox_IsRefusedInWords()
    {
        var page = Open();
        Type(page, $"edge-1,10.0.0.1\n#{new string('x', TargetsCreationPage.LongestText - 17)}");

        Review(page);

        Assert.StartsWith("The text is cut off at 200,000 characters.", Summary(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".review"));
    }

    [Fact]
    public void Review_OfReadyLines_ShowsThePutAndItsExactBody()
    {
        var page = OpenReviewed();

        Assert.Equal("Create 2 targets?", page.Find(".review h2").Words());
        Assert.Equal(page.Find(".review h2").Id, Focused);
        Assert.Equal($"PUT /accounts/{Wire.AccountId}/infrastructure/targets/batch", page.Find(".request-line").Words());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Body), JsonNode.Parse(page.Find("pre.request").TextContent)));
        Assert.True(page.Find("form.resource-form").HasAttribute("hidden"));
        Assert.Empty(Wire.Writes);
    }

    [Fact]
    public void Review_AnAddressIsTaken_WarnsAndDoesNotForbid()
    {
        var page = OpenReviewed(Found(Fresh("old-1", "10.0.0.1", Default)));

        Assert.StartsWith("IPv4 address: The target old-1 has this address in this virtual network already", Assert.Single(page.Texts(".review .message-warning")), StringComparison.Ordinal);
        Assert.False(page.Button("Create 2 targets").HasAttribute("disabled"));
    }

    [Fact]
    public void Review_TakenAddressesUnread_SaysSo() =>
        Assert.StartsWith("Whether an address is taken already could not be read", Assert.Single(OpenReviewed("{}", 403).Texts(".review .message-warning")), StringComparison.Ordinal);

    [Fact]
    public void Create_AllIsWell_SendsWhatWasReviewedAndLinksEach()
    {
        var page = OpenReviewed();
        Wire.On(Put, Created("edge-1", "edge-2"));

        page.Button("Create 2 targets").Click();

        page.WaitForAssertion(() => Assert.Equal(["Created", "Created"], page.Texts(".fate")));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Body), JsonNode.Parse(Assert.Single(Wire.Writes).Body!)));
        Assert.Equal(
            [$"/accounts/{Wire.AccountId}/infrastructure/targets/id-edge-1", $"/accounts/{Wire.AccountId}/infrastructure/targets/id-edge-2"],
            page.FindAll("tbody a").Select(link => link.GetAttribute("href")));
        Assert.Contains("2 created.", page.Find(".alert-success[role=status]").Words(), StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, page.Find(".alert-success").Words(), StringComparison.Ordinal);
        Assert.Equal(page.Find(".alert-success").Id, Focused);

        page.Button("Paste more").Click();
        Assert.Equal("", page.Field("Targets, one a line").GetAttribute("value") ?? "");
    }

    [Fact]
    public void Create_DoubleClicked_SendsOnePut()
    {
        var page = OpenReviewed();
        var held = Wire.Hold(Put);
        var button = page.Button("Create 2 targets");

        button.Click();
        page.WaitForAssertion(() => Assert.True(page.Button("Create 2 targets").HasAttribute("disabled")));
        button.Click();
        held.SetResult(Wire.Reply(Created("edge-1", "edge-2")));

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".fate").Count));
        Assert.Single(Wire.Writes);
    }

    [Fact]
    public void Create_Refused_PutsTheApisWordsAtTheLineAndFieldAndKeepsTheText()
    {
        var page = OpenReviewed();
        Wire.On(Put, """{"success":false,"errors":[{"code":1205,"message":"Taken.","source":{"pointer":"/1/ip/ipv4/ip_addr"}},{"code":1000,"message":"Of no line."}]}""", 400);

        page.Button("Create 2 targets").Click();

        page.WaitForAssertion(() => Assert.Equal(["IPv4 address: Taken. (code 1205)"], page.Texts(".message-error")));
        Assert.Equal(["2"], page.Texts("tr.faulty th"));
        Assert.Equal(["10.0.0.2"], page.Texts("td.invalid"));
        Assert.Equal("line-2", Focused);
        Assert.Equal(["Of no line. code 1000"], page.Texts("[role=alert] li"));
        Assert.Equal("2 lines, 1 refused by the API", Summary(page));
        Assert.Equal(Two, page.Field("Targets, one a line").GetAttribute("value"));

        Type(page, Two.Replace("10.0.0.2", "10.0.0.3", StringComparison.Ordinal));
        Assert.Empty(page.Texts(".message-error"));
    }

    [Fact]
    public void Create_RefusedForAnotherReason_KeepsNoWordsOfTheFirst()
    {
        var page = OpenReviewed();
        Wire.On(Put, """{"success":false,"errors":[{"code":1205,"message":"Taken.","source":{"pointer":"/1/ip/ipv4/ip_addr"}}]}""", 400);
        page.Button("Create 2 targets").Click();
        page.WaitForAssertion(() => Assert.Equal(["2"], page.Texts("tr.faulty th")));
        Wire.On(Put, """{"success":false,"errors":[{"code":1000,"message":"Not this name.","source":{"pointer":"/0/hostname"}}]}""", 400);
        Review(page);
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".review")));

        page.Button("Create 2 targets").Click();

        page.WaitForAssertion(() => Assert.Equal(["Hostname: Not this name. (code 1000)"], page.Texts(".message-error")));
        Assert.Equal(["1"], page.Texts("tr.faulty th"));
    }

    [Fact]
    public void Create_Forbidden_SaysWhyAndKeepsTheText()
    {
        var page = OpenReviewed();
        Wire.On(Put, """{"success":false,"errors":[{"code":10000,"message":"Authentication error"}]}""", 403);

        page.Button("Create 2 targets").Click();

        page.WaitForAssertion(() => Assert.Contains("The API forbids this", page.Texts("[role=alert] h2")));
        Assert.Contains("Zero Trust Write", page.Find("[role=alert]").Words(), StringComparison.Ordinal);
        Assert.Equal(Two, page.Field("Targets, one a line").GetAttribute("value"));
        Assert.Equal("failure", Focused);
    }

    [Fact]
    public async Task Create_Unanswered_SaysOfEachLineWhatBecameOfItAndKeepsTheOthers()
    {
        var page = Open();
        Type(page, $"{Two}\nedge-3 10.0.0.3");
        Wire.On("GET infrastructure/targets?ips=10.0.0.1&ips=10.0.0.2&ips=10.0.0.3&page=1&per_page=1000", Found());
        Review(page);
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".review")));
        Wire.On(Put, "<html>", 502)
            .On("GET infrastructure/targets?ips=10.0.0.1&ips=10.0.0.2&ips=10.0.0.3&page=1&per_page=1000", Found(Fresh("edge-1", "10.0.0.1", Default)))
            .On("GET infrastructure/targets?ips=10.0.0.2&ips=10.0.0.3&page=1&per_page=1000", Found(Fresh("edge-2", "10.0.0.2", Lab, age: 60)));

        page.Button("Create 3 targets").Click();
        await Time.TimerSetAsync();
        Time.Advance(TimeSpan.FromSeconds(2));

        page.WaitForAssertion(() => Assert.Equal(
            ["Created, as looking for it shows", "Could not tell: look for it in the list before you create it again", "Not created: it is not there"], page.Texts(".fate")));
        var note = page.Find(".alert-warning[role=alert]").Words();
        Assert.Contains("1 created, 1 not created, 1 could not be told.", note, StringComparison.Ordinal);
        Assert.Contains(Wire.Ray, note, StringComparison.Ordinal);
        Assert.Single(Wire.Writes);

        page.Button("Back to the lines that are left").Click();
        Assert.Equal("hostname,ipv4,ipv6,network\nedge-3,10.0.0.3,,\n# edge-2,10.0.0.2,,lab\n", page.Field("Targets, one a line").GetAttribute("value"));
        Assert.Equal("1 line, all ready", Summary(page));
    }

    [Fact]
    public void BackToTheLines_FromTheReview_KeepsThem()
    {
        var page = OpenReviewed();

        page.Button("Back to the lines").Click();

        Assert.Empty(page.FindAll(".review"));
        Assert.False(page.Find("form.resource-form").HasAttribute("hidden"));
        Assert.Equal(Two, page.Field("Targets, one a line").GetAttribute("value"));
        Assert.Equal("lines", Focused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Leaving_WithLines_AsksAndObeys(bool leaves)
    {
        var page = Open();
        var asked = JSInterop.Setup<bool>("confirm", _ => true).SetResult(leaves);
        Type(page, Two);

        Navigation.NavigateTo("/elsewhere");

        page.WaitForAssertion(() => Assert.Single(asked.Invocations));
        Assert.Equal(leaves, Navigation.Uri.EndsWith("/elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public void Leaving_WithNothingTypedOrAllCreated_DoesNotAsk()
    {
        Open();
        Navigation.NavigateTo("/elsewhere");
        Assert.EndsWith("/elsewhere", Navigation.Uri, StringComparison.Ordinal);

        var page = OpenReviewed();
        Wire.On(Put, Created("edge-1", "edge-2"));
        page.Button("Create 2 targets").Click();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".fate").Count));
        Navigation.NavigateTo("/anywhere");
        Assert.EndsWith("/anywhere", Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Networks_Unread_AreSaidToGoByIdOnly()
    {
        Wire.On(ReadNetworks, "{}", 403);
        var page = Render<TargetsCreationPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("textarea")));

        Type(page, "edge-1,10.0.0.1,,lab");

        Assert.Contains(page.Texts(".message-warning"), text => text.Contains("they go by id only", StringComparison.Ordinal));
        Assert.Equal("1 line, 0 ready, 1 with errors", Summary(page));
    }

    [Fact]
    public void Viewer_OfThePage_IsRefusedWithoutAnyCall()
    {
        SignIn(Role.Viewer);

        var page = Render<TargetsCreationPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));

        Assert.Contains(AccessControl.ViewerRefusal, page.Texts(".alert"));
        Assert.Empty(page.FindAll("textarea, button"));
        Assert.Empty(Wire.Sent);
    }

    [Fact]
    public void Page_OfAnUnknownAccount_SaysSoWithoutAnyCall()
    {
        var page = Render<TargetsCreationPage>(parameters => parameters.Add(page => page.AccountId, "feed"));

        Assert.Contains("This console has no such account", page.Texts("[role=alert] h2"));
        Assert.Empty(page.FindAll("textarea"));
        Assert.Empty(Wire.Sent);
    }

    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    private static string Found(params string[] targets) => $$"""{"success":true,"result":[{{string.Join(',', targets)}}]}""";

    private static string Created(params string[] hostnames) => Found([.. hostnames.Select(hostname => $$"""{"id":"id-{{hostname}}","hostname":"{{hostname}}"}""")]);

    private static string Summary(IRenderedComponent<TargetsCreationPage> page) => page.Find("#lines-summary").Words();

    private static void Type(IRenderedComponent<TargetsCreationPage> page, string text) => page.Field("Targets, one a line").Input(text);

    private static void Review(IRenderedComponent<TargetsCreationPage> page) => page.Find("form.resource-form").Submit();

    private string Fresh(string hostname, string address, string network, int age = 0) =>
        $$$"""{"id":"id-{{{hostname}}}","hostname":"{{{hostname}}}","ip":{"ipv4":{"ip_addr":"{{{address}}}","virtual_network_id":"{{{network}}}"}},"created_at":"{{{Time.GetUtcNow().AddMinutes(-age):O}}}"}""";

    private IRenderedComponent<TargetsCreationPage> Open()
    {
        Wire.On(ReadNetworks, Found($$"""{"id":"{{Default}}","name":"default","is_default_network":true}""", $$"""{"id":"{{Lab}}","name":"lab"}"""));
        var page = Render<TargetsCreationPage>(parameters => parameters.Add(page => page.AccountId, Wire.AccountId));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("textarea")));
        return page;
    }

    private IRenderedComponent<TargetsCreationPage> OpenReviewed(string taken = """{"success":true,"result":[]}""", int status = 200)
    {
        var page = Open();
        Wire.On(LookForTwo, taken, status);
        Type(page, Two);
        Review(page);
        page.WaitForAssertion(() => Assert.Single(page.FindAll(".review")));
        return page;
    }
}
