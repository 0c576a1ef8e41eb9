using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

public sealed class MessageTextTests : PortalTestContext
{
    [Fact]
    public void Entry_WithEverything_ReadsAsWordsApart() => Assert.Equal(
        "Too long. code 1004 Documentation",
        Show(new() { Message = "Too long.", Code = 1004, DocumentationUrl = "https://example.com/e" }).Words());

    [Fact]
    public void Entry_WithoutACode_ShowsNone() => Assert.Equal("Too long.", Show(new() { Message = "Too long." }).Words());

    [Fact]
    public void Entry_WithMarkup_ShowsItAsText() => Assert.Equal("<img src=x onerror=alert(1)>", Show(new() { Message = "<img src=x onerror=alert(1)>" }).Words());

    [Fact]
    public void Link_OfAnEntry_OpensElsewhereAndTellsNothing()
    {
        var link = Show(new() { Message = "No.", DocumentationUrl = "https://example.com/e" }).QuerySelector("a")!;

        Assert.Equal("https://example.com/e", link.GetAttribute("href"));
        Assert.Equal("noopener noreferrer", link.GetAttribute("rel"));
    }

    private AngleSharp.Dom.IElement Show(ApiMessage message) => Render(builder =>
    {
        builder.OpenElement(0, "p");
        builder.OpenComponent<MessageText>(1);
        builder.AddAttribute(2, nameof(MessageText.Message), message);
        builder.CloseComponent();
        builder.CloseElement();
    }).Find("p");
}
