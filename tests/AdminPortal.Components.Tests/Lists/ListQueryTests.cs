using AdminPortal.Lists;

namespace AdminPortal.Components.Tests.Lists;

public sealed class ListQueryTests
{
    private static readonly IReadOnlyList<ListFilter> Filters = [new("owner", "Owner", [("account", "Account"), ("managed", "Managed")])];

    public static TheoryData<string, string?, bool, int, int, string?> Queries => new()
    {
        { "", null, false, 1, 50, null },
        { "a b&c=d?#é/+%", "name", true, 3, 25, "managed" },
        { "10.0.*", "created_at", false, 2, 200, null },
        { "x", null, false, 1, 1, "<script>" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void Address_OfAQuery_ReadsBackAsTheSameQuery(string search, string? sort, bool descending, int page, int size, string? owner)
    {
        var query = new ListQuery { Search = search, Sort = sort, Descending = descending, Page = page, PageSize = size }.FilteredBy("owner", owner) with { Page = page };

        var read = From(query.ToAddress("/list"));

        Assert.Equal(query.ToAddress("/list"), read.ToAddress("/list"));
        Assert.Equal((search, sort, descending, page, size), (read.Search, read.Sort, read.Descending, read.Page, read.PageSize));
        Assert.Equal(query.Filters, read.Filters);
    }

    [Fact]
    public void Address_OfTheUsualQuery_IsTheBarePath() => Assert.Equal("/list", new ListQuery().ToAddress("/list"));

    [Theory]
    [InlineData("page=0", 1)]
    [InlineData("page=-7", 1)]
    [InlineData("page=99999999999999999999", 1)]
    [InlineData("page=1.5", 1)]
    [InlineData("page=two", 1)]
    [InlineData("page=2&page=9", 2)]
    [InlineData("page=", 1)]
    public void Page_OfAStrangeAddress_IsAtLeastOne(string query, int page) => Assert.Equal(page, From($"/list?{query}").Page);

    [Theory]
    [InlineData("size=0", 1)]
    [InlineData("size=-1", 1)]
    [InlineData("size=1000000", 200)]
    [InlineData("size=many", 50)]
    [InlineData("", 50)]
    public void PageSize_OfAStrangeAddress_StaysBetweenOneAnd200(string query, int size) => Assert.Equal(size, From($"/list?{query}").PageSize);

    [Fact]
    public void Search_TooLong_IsLeftOut()
    {
        Assert.Equal(256, From($"/list?q={new string('a', 256)}").Search.Length);
        Assert.Equal("", From($"/list?q={new string('a', 257)}").Search);
    }

    [Theory]
    [InlineData("/list?dir=sideways")]
    [InlineData("/list?=&&==&q")]
    [InlineData("/list?%zz=%")]
    [InlineData("/list?unknown=1")]
    public void Address_OfNonsense_IsTheUsualQuery(string address) => Assert.Equal("/list", From(address).ToAddress("/list"));

    [Fact]
    public void Filter_ThatTheListDoesNotHave_IsLeftOut() => Assert.Empty(From("/list?colour=red").Filters);

    [Fact]
    public void SortedBy_TheSameColumnTwice_TurnsTheOrderRoundAndGoesToTheFirstPage()
    {
        var once = new ListQuery { Page = 4 }.SortedBy("name");
        var twice = once.SortedBy("name");

        Assert.Equal(("name", false, 1), (once.Sort, once.Descending, once.Page));
        Assert.True(twice.Descending);
        Assert.False(twice.SortedBy("name").Descending);
        Assert.False(twice.SortedBy("type").Descending);
    }

    [Fact]
    public void FilteredBy_Nothing_TakesTheFilterAway()
    {
        var query = new ListQuery { Page = 4 }.FilteredBy("owner", "managed");

        Assert.True(query.IsNarrowed);
        Assert.Equal(1, query.Page);
        Assert.False(query.FilteredBy("owner", "").IsNarrowed);
    }

    private static ListQuery From(string address) => ListQuery.From($"http://localhost{address}", Filters);
}
