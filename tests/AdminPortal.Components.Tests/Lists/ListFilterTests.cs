using AdminPortal.Lists;

namespace AdminPortal.Components.Tests.Lists;

public sealed class ListFilterTests
{
    private static readonly RangeFilter Range = new("r", "Range", (first, last) => first.Length == 0 || last.Length == 0 ? "Both ends." : null);
    private static readonly LinesFilter Tags = new("t", "Tags", value => value.Contains(':', StringComparison.Ordinal) ? null : "No colon.", 3);
    private static readonly LinesFilter Ids = Tags with { IsFigures = true };

    [Theory]
    [InlineData("a-b", "a", "b", "a to b")]
    [InlineData("a-", "a", "", "a")]
    [InlineData("-b", "", "b", " to b")]
    [InlineData("a", "a", "", "a")]
    [InlineData("a-b-c", "a", "b-c", "a to b-c")]
    public void Range_OfAValue_HasTwoEnds(string value, string first, string last, string shown)
    {
        Assert.Equal([first, last], Range.ToTexts([value]));
        Assert.Equal(shown, Range.Show(value));
    }

    [Theory]
    [InlineData(" a ", " b ", "a-b", null)]
    [InlineData("a", " ", "a-", "Both ends.")]
    [InlineData("", "b", "-b", "Both ends.")]
    public void Range_OfItsTexts_IsAValueEvenIfHalf(string first, string last, string value, string? problem)
    {
        var values = Range.ToValues([first, last]);

        Assert.Equal([value], values);
        Assert.Equal(problem, Range.ProblemOf(values));
    }

    [Fact]
    public void Range_OfNothing_IsNone() => Assert.Empty(Range.ToValues([" ", ""]));

    [Fact]
    public void Lines_OfFigures_ArePartedByBlanksAndCommasToo()
    {
        Assert.Equal(["a:1", "b:2"], Ids.ToValues(["a:1, b:2;\r\n\t a:1"]));
        Assert.Equal(["a:1, b:2;", "c d:3"], Tags.ToValues(["a:1, b:2;\n\n c d:3 \n"]));
    }

    [Fact]
    public void Lines_OfTheirValues_StandOneInALine() => Assert.Equal(["a:1\nb:2"], Tags.ToTexts(["a:1", "b:2"]));

    [Fact]
    public void Lines_WithAWrongOne_NameIt() => Assert.Equal("\"b\": No colon.", Tags.ProblemOf((IReadOnlyList<string>)["a:1", "b"]));

    [Fact]
    public void Lines_MoreThanAreLookedFor_SaySo()
    {
        Assert.Null(Tags.ProblemOf((IReadOnlyList<string>)["a:1", "a:2", "a:3"]));
        Assert.Equal("4 values; at most 3 are looked for at once.", Tags.ProblemOf((IReadOnlyList<string>)["a:1", "a:2", "a:3", "a:4"]));
    }

    [Fact]
    public void Choice_ThatIsNone_SaysWhichThereAre() =>
        Assert.Equal("One of a, b.", new ChoiceFilter("c", "Choice", [("a", "Alpha"), ("b", "Beta")]).ProblemOf("z"));

    [Fact]
    public void Draft_WhileTheListChangesForOtherReasons_KeepsWhatIsEntered()
    {
        FilterDraft draft = new(Range);
        draft.Follow(["a-b"]);
        draft.Enter(1, "c");

        draft.Follow(["a-b"]);
        Assert.Equal(["a-c"], draft.Values);
        draft.Follow([]);

        Assert.Empty(draft.Values);
    }

    [Fact]
    public void Draft_OfARangeThatIsNotCompleteYet_SaysNothingUntilItIsApplied()
    {
        FilterDraft draft = new(Range);

        draft.Enter(0, "a");
        Assert.Null(draft.Problem);
        Assert.False(draft.Check());
        Assert.Equal("Both ends.", draft.Problem);
        draft.Enter(1, "b");

        Assert.Null(draft.Problem);
    }
}
