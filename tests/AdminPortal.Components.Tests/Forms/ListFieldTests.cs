using AdminPortal.Cloudflare.Apps;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

public sealed class ListFieldTests : FieldTestContext
{
    private const string Pointer = "/hostnames";

    private readonly EditSession _session = Editing(AppKind.Instance, """{"name":"a","hostnames":["one.example.com","two.example.com"]}""");

    [Fact]
    public void Rows_OfAList_AreNamedAndNumbered()
    {
        var field = Show<ListField>(_session, Pointer);

        Assert.Equal(["one.example.com", "two.example.com"], Rows(field));
        Assert.Equal("two.example.com", field.Part("Hostnames", "Row 2").GetAttribute("value"));
    }

    [Fact]
    public void Add_ARow_AppendsAnEmptyOneThatBlocksUntilItIsFilled()
    {
        var field = Show<ListField>(_session, Pointer);

        field.Button("Add a row to Hostnames").Click();

        Assert.Equal(["one.example.com", "two.example.com", ""], Rows(field));
        Assert.True(_session.IsBlocked);
        field.Part("Hostnames", "Row 3").Input(" three.example.com ");
        Assert.False(_session.IsBlocked);
        Assert.Equal("""["one.example.com","two.example.com","three.example.com"]""", Wanted(_session, Pointer));
    }

    [Fact]
    public void Remove_ARow_TakesThatOneAndKeepsTheOthers()
    {
        var field = Show<ListField>(_session, Pointer);

        field.Button("Remove row 1").Click();

        Assert.Equal(["two.example.com"], Rows(field));
        Assert.Equal("""["two.example.com"]""", Wanted(_session, Pointer));
    }

    [Fact]
    public void Remove_TheLastRow_SaysNoneAndSendsAnEmptyList()
    {
        var field = Show<ListField>(_session, Pointer);

        field.Button("Remove row 2").Click();
        field.Button("Remove row 1").Click();

        Assert.Equal(["None"], field.Texts(".absent"));
        Assert.Equal("[]", Wanted(_session, Pointer));
    }

    [Theory]
    [InlineData("three.example.com\nfour.example.com")]
    [InlineData("\r\n three.example.com\r\n\r\n\tfour.example.com \r\n")]
    [InlineData("three.example.com, four.example.com;")]
    public void Paste_Lines_AppendsOneRowEach(string lines)
    {
        var field = Show<ListField>(_session, Pointer);

        field.Button("Paste lines into Hostnames").Click();
        field.Part("Hostnames", "Lines to add").Change(lines);
        field.Button("Add these lines").Click();

        Assert.Equal(["one.example.com", "two.example.com", "three.example.com", "four.example.com"], Rows(field));
        Assert.Empty(field.FindAll("textarea"));
    }

    [Fact]
    public void Paste_LinesOntoABlankRow_FillsItsPlace()
    {
        var field = Show<ListField>(_session, Pointer);
        field.Button("Add a row to Hostnames").Click();

        field.Button("Paste lines into Hostnames").Click();
        field.Part("Hostnames", "Lines to add").Change("three.example.com");
        field.Button("Add these lines").Click();

        Assert.Equal(["one.example.com", "two.example.com", "three.example.com"], Rows(field));
    }

    [Fact]
    public void Row_ADuplicateInAnotherCase_SaysSoAtThatRowOnly()
    {
        var field = Show<ListField>(_session, Pointer);

        field.Part("Hostnames", "Row 2").Input("ONE.example.com");

        Assert.Contains("Listed already", field.DescriptionOf(field.Part("Hostnames", "Row 2")), StringComparison.Ordinal);
        Assert.DoesNotContain("Listed already", field.DescriptionOf(field.Part("Hostnames", "Row 1")), StringComparison.Ordinal);
        Assert.Equal("true", field.Part("Hostnames", "Row 2").GetAttribute("aria-invalid"));
        Assert.Null(field.Part("Hostnames", "Row 1").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Undo_AChangedList_BringsTheRowsBack()
    {
        var field = Show<ListField>(_session, Pointer);
        field.Button("Remove row 1").Click();

        field.Button("Undo").Click();

        Assert.Equal(["one.example.com", "two.example.com"], Rows(field));
        Assert.Empty(_session.Differences);
    }

    [Fact]
    public void Rows_SwitchedRound_AreNoChange()
    {
        var field = Show<ListField>(_session, Pointer);

        field.Part("Hostnames", "Row 1").Input("two.example.com");
        field.Part("Hostnames", "Row 2").Input("one.example.com");

        Assert.Empty(_session.Differences);
    }

    [Fact]
    public void ReadOnly_AList_HasNoButtons()
    {
        _session.ReadOnlyReason = "Not yours.";

        var field = Show<ListField>(_session, Pointer);

        Assert.Empty(field.FindAll("button"));
        Assert.All(field.FindAll("input"), row => Assert.True(row.HasAttribute("readonly")));
    }

    private static IReadOnlyList<string> Rows(IRenderedComponent<ListField> field) => [.. field.FindAll(".row input").Select(row => row.GetAttribute("value") ?? "")];
}
