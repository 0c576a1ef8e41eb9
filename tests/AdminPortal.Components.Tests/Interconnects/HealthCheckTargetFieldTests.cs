using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using AdminPortal.Interconnects;
using Bunit;

namespace AdminPortal.Components.Tests.Interconnects;

public sealed class HealthCheckTargetFieldTests : FieldTestContext
{
    private const string Pointer = "/health_check/target/saved";
    private const string Name = "Health check target";

    [Fact]
    public void Saved_AnAddress_StandsAsCustomWithTheEffectiveValueBeside()
    {
        var field = Show(Editing("203.0.113.9"));

        Assert.True(IsChosen(field, "Custom"));
        Assert.Equal("203.0.113.9", field.Part(Name, "Custom address").GetAttribute("value"));
        Assert.Contains("In effect now: 198.51.100.7", field.Texts("p.hint"));
    }

    [Fact]
    public void Saved_Nothing_StandsAsDefaultWithTheEffectiveValueBeside()
    {
        var field = Show(Editing(""));

        Assert.True(IsChosen(field, "Default"));
        Assert.True(field.Part(Name, "Custom address").HasAttribute("disabled"));
        Assert.Contains("In effect now: 198.51.100.7", field.Texts("p.hint"));
    }

    [Fact]
    public void Default_Chosen_SendsAnEmptySavedAddress()
    {
        var session = Editing("203.0.113.9");
        var field = Show(session);

        field.Part(Name, "Default").Change(true);

        Assert.Equal("\"\"", Wanted(session, Pointer));
        Assert.Equal("", Assert.Single(session.Differences).After!.GetValue<string>());
        Assert.False(session.IsBlocked);
        Assert.True(IsChosen(field, "Default"));
    }

    [Fact]
    public void Custom_Chosen_StartsFromTheEffectiveAddress()
    {
        var session = Editing("");
        var field = Show(session);

        field.Part(Name, "Custom").Change(true);

        Assert.Equal("198.51.100.7", field.Part(Name, "Custom address").GetAttribute("value"));
        Assert.False(field.Part(Name, "Custom address").HasAttribute("disabled"));
    }

    [Fact]
    public void Custom_Emptied_BlocksWithASentenceAtTheTextBox()
    {
        var session = Editing("203.0.113.9");
        var field = Show(session);

        field.Part(Name, "Custom address").Input("");

        Assert.True(session.IsBlocked);
        Assert.Contains("Type an address, or choose Default", field.DescriptionOf(field.Part(Name, "Custom address")), StringComparison.Ordinal);
        Assert.Equal("true", field.Part(Name, "Custom address").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Custom_EmptiedThenDefaultChosen_BlocksNoMore()
    {
        var session = Editing("203.0.113.9");
        var field = Show(session);
        field.Part(Name, "Custom address").Input("");

        field.Part(Name, "Default").Change(true);

        Assert.False(session.IsBlocked);
        Assert.Empty(field.Texts(".message-error"));
    }

    [Fact]
    public void Custom_ChosenThenUndone_StandsAsDefaultAgain()
    {
        var session = Editing("");
        var field = Show(session);
        field.Part(Name, "Custom").Change(true);

        field.Button("Undo").Click();

        Assert.Empty(session.Differences);
        Assert.True(IsChosen(field, "Default"));
        Assert.False(IsChosen(field, "Custom"));
    }

    private static EditSession Editing(string saved)
    {
        var session = Editing(InterconnectKind.Instance, $$$$"""{"health_check":{"target":{"saved":"{{{{saved}}}}"}}}""");
        session.Resource = new Interconnect { HealthCheck = new() { Target = new() { Effective = "198.51.100.7", Saved = saved } } };
        return session;
    }

    private static bool IsChosen(IRenderedComponent<HealthCheckTargetField> field, string choice) => field.Part(Name, choice).HasAttribute("checked");

    private IRenderedComponent<HealthCheckTargetField> Show(EditSession session) => Show<HealthCheckTargetField>(session, Pointer);
}
