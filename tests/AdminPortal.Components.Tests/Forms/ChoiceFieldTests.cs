using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AngleSharp.Html.Dom;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

public sealed class ChoiceFieldTests : FieldTestContext
{
    private const string Pointer = "/health_check/rate";

    [Fact]
    public void Value_NotAmongTheChoices_IsShownAsSuchAndKept()
    {
        var session = Editing(InterconnectKind.Instance, """{"health_check":{"rate":"turbo","type":"reply"}}""");

        var field = Show(session);

        Assert.Equal(["Not set", "turbo (not documented)", "low", "high"], field.Texts("option"));
        Assert.Equal("turbo", Chosen(field));
        Assert.Equal("\"turbo\"", Wanted(session, Pointer));
        Assert.False(session.IsBlocked);
    }

    [Fact]
    public void Value_NotAmongTheChoicesLeftAndTakenAgain_IsAsBefore()
    {
        var session = Editing(InterconnectKind.Instance, """{"health_check":{"rate":"turbo"}}""");
        var field = Show(session);

        field.Field("Health check rate").Change("low");
        Assert.Equal("\"low\"", Wanted(session, Pointer));
        field.Button("Undo").Click();

        Assert.Equal("turbo", Chosen(field));
        Assert.Empty(session.Differences);
    }

    [Fact]
    public void None_Chosen_LeavesTheMemberOut()
    {
        var session = Editing(InterconnectKind.Instance, """{"health_check":{"rate":"low","type":"reply"}}""");
        var field = Show(session);

        field.Field("Health check rate").Change("");

        Assert.Null(Wanted(session, Pointer));
        Assert.Equal("\"reply\"", Wanted(session, "/health_check/type"));
    }

    [Fact]
    public void ReadOnly_AChoice_CannotBeMade()
    {
        var session = Editing(InterconnectKind.Instance, """{"health_check":{"rate":"low"}}""");
        session.ReadOnlyReason = "Not yours.";

        Assert.True(Show(session).Find("select").HasAttribute("disabled"));
    }

    private static string? Chosen(IRenderedComponent<ChoiceField> field) => ((IHtmlSelectElement)field.Find("select")).Value;

    private IRenderedComponent<ChoiceField> Show(EditSession session) => Show<ChoiceField>(session, Pointer, parameters => parameters
        .Add(field => field.Options, [("low", "low"), ("high", "high")])
        .Add(field => field.NoneText, "Not set"));
}
