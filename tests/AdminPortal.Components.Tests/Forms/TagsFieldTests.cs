using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Forms;
using Bunit;

namespace AdminPortal.Components.Tests.Forms;

public sealed class TagsFieldTests : FieldTestContext
{
    private const string Pointer = "/tags";
    private const string Twice = "Each key may stand once: a second one would replace the first.";

    private readonly EditSession _session = Editing(TargetKind.Instance, """{"hostname":"a","ip":{},"tags":{"env":"prod","team":""}}""");

    [Fact]
    public void Rows_OfAMap_ShowKeysAndValues() => Assert.Equal(["env=prod", "team="], Rows(Show<TagsField>(_session, Pointer)));

    [Fact]
    public void Add_ATag_IsSentWithTheOthersKept()
    {
        var field = Show<TagsField>(_session, Pointer);

        Add(field, "site/rack", "r-7");

        Assert.Equal("""{"env":"prod","team":"","site/rack":"r-7"}""", Wanted(_session, Pointer));
        Assert.Equal("Tags · site/rack", Assert.Single(_session.Differences).Label);
        Assert.False(_session.IsBlocked);
    }

    [Fact]
    public void Key_TypedASecondTime_BlocksWithASentenceAndKeepsBothRows()
    {
        var field = Show<TagsField>(_session, Pointer);

        Add(field, "env", "test");

        Assert.True(_session.IsBlocked);
        Assert.Contains(Twice, field.DescriptionOf(field.Field("Tags")), StringComparison.Ordinal);
        Assert.Equal("true", field.Part("Tags", "Key 3").GetAttribute("aria-invalid"));
        Assert.Null(field.Part("Tags", "Key 1").GetAttribute("aria-invalid"));
        Assert.Equal(["env=prod", "team=", "env=test"], Rows(field));
    }

    [Fact]
    public void Key_TypedASecondTime_IsDescribedAtItsOwnTextBox()
    {
        var field = Show<TagsField>(_session, Pointer);

        Add(field, "env", "test");

        Assert.Contains(Twice, field.DescriptionOf(field.Part("Tags", "Key 3")), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_TypedASecondTimeThenChanged_BlocksNoMore()
    {
        var field = Show<TagsField>(_session, Pointer);
        Add(field, "env", "test");

        field.Part("Tags", "Key 3").Input("env2");

        Assert.False(_session.IsBlocked);
        Assert.Equal("""{"env":"prod","team":"","env2":"test"}""", Wanted(_session, Pointer));
    }

    [Fact]
    public void Key_TypedASecondTimeAndRemoved_BlocksNoMore()
    {
        var field = Show<TagsField>(_session, Pointer);
        Add(field, "env", "test");

        field.Button("Remove tag 3").Click();

        Assert.False(_session.IsBlocked);
        Assert.Empty(_session.Differences);
    }

    [Fact]
    public void Value_WithoutAKey_Blocks()
    {
        var field = Show<TagsField>(_session, Pointer);
        field.Button("Add a tag").Click();

        field.Part("Tags", "Value 3").Input("orphan");

        Assert.True(_session.IsBlocked);
        Assert.Contains("A tag needs a key.", field.DescriptionOf(field.Field("Tags")), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_Renamed_KeepsItsValue()
    {
        var field = Show<TagsField>(_session, Pointer);

        field.Part("Tags", "Key 1").Input("environment");

        Assert.Equal("""{"environment":"prod","team":""}""", Wanted(_session, Pointer));
        Assert.Equal(["environment=prod", "team="], Rows(field));
    }

    [Fact]
    public void Undo_AChangedMap_BringsTheRowsBack()
    {
        var field = Show<TagsField>(_session, Pointer);
        field.Part("Tags", "Value 1").Input("test");
        field.Button("Remove tag 2").Click();

        field.Button("Undo").Click();

        Assert.Equal(["env=prod", "team="], Rows(field));
        Assert.Empty(_session.Differences);
    }

    [Fact]
    public void UndoAll_WithAKeyTwice_TakesTheSecondRowAwayToo()
    {
        var field = Show<TagsField>(_session, Pointer);
        Add(field, "env", "test");

        _session.Begin(_session.Baseline);

        field.WaitForAssertion(() => Assert.Equal(["env=prod", "team="], Rows(field)));
        Assert.False(_session.IsBlocked);
    }

    [Fact]
    public void Rows_TheResourceMoved_FollowIt()
    {
        var field = Show<TagsField>(_session, Pointer);

        _session.Begin(JsonNode.Parse("""{"hostname":"a","ip":{},"tags":{"env":"live"}}""")!.AsObject());

        field.WaitForAssertion(() => Assert.Equal(["env=live"], Rows(field)));
    }

    [Fact]
    public void Remove_EveryTag_SendsAnEmptyMap()
    {
        var field = Show<TagsField>(_session, Pointer);

        field.Button("Remove tag 2").Click();
        field.Button("Remove tag 1").Click();

        Assert.Equal(["None"], field.Texts(".absent"));
        Assert.Equal("{}", Wanted(_session, Pointer));
    }

    [Fact]
    public void Add_ATagWithAnEmptyValue_IsAChange()
    {
        var field = Show<TagsField>(_session, Pointer);
        field.Button("Add a tag").Click();

        field.Part("Tags", "Key 3").Input("spare");

        Assert.Equal("Tags · spare", Assert.Single(_session.Differences).Label);
    }

    [Fact]
    public void Remove_ATagWithAnEmptyValue_IsAChange()
    {
        var field = Show<TagsField>(_session, Pointer);

        field.Button("Remove tag 2").Click();

        Assert.Equal("Tags · team", Assert.Single(_session.Differences).Label);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("a/b")]
    [InlineData("quote\"d")]
    public void Key_OfAnyCharacters_IsTiedToWhatTheApiSaysOfIt(string key)
    {
        var field = Show<TagsField>(_session, Pointer);
        Add(field, key, "x");

        _session.ShowApiErrors([new() { Message = "Not this key.", Source = new() { Pointer = $"/tags/{key.Replace("/", "~1", StringComparison.Ordinal)}" } }]);

        field.WaitForAssertion(() => Assert.Contains("Not this key.", field.DescriptionOf(field.Part("Tags", "Key 3")), StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_TwoBlankOnes_UseNoIdTwice()
    {
        var field = Show<TagsField>(_session, Pointer);

        field.Button("Add a tag").Click();
        field.Button("Add a tag").Click();

        Assert.Distinct(field.FindAll("[id]").Select(element => element.Id));
    }

    private static void Add(IRenderedComponent<TagsField> field, string key, string value)
    {
        field.Button("Add a tag").Click();
        var number = field.FindAll(".row").Count;
        field.Part("Tags", $"Key {number}").Input(key);
        field.Part("Tags", $"Value {number}").Input(value);
    }

    private static IReadOnlyList<string> Rows(IRenderedComponent<TagsField> field) =>
        [.. field.FindAll(".row").Select(row => string.Join('=', row.QuerySelectorAll("input").Select(input => input.GetAttribute("value"))))];
}
