using AdminPortal.Lists;

namespace AdminPortal.Components.Tests.Lists;

public sealed class ListQueryTests
{
    private static readonly IReadOnlyList<ListFilter> Filters = [new ChoiceFilter("owner", "Owner", [("account", "Account"), ("managed", "Managed")])];

    public static TheoryData<string, string?, bool, int, int?, string> Queries => new()
    {
        { "", null, false, 1, null, "" },
        { "", null, false, 1, 50, "" },
        { "a b&c=d?#é/+%", "name", true, 3, 25, "managed" },
        { "10.0.*", "created_at", false, 2, 200, "" },
        { "x", null, false, 1, 1, "account" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void Address_OfAQuery_ReadsBackAsTheSameQuery(string search, string? sort, bool descending, int page, int? size, string owner)
    {
        var query = new ListQuery { Search = search, Sort = sort, Descending = descending, Page = page, Size = size }.FilteredBy("owner", owner) with { Page = page };

        var read = From(query.ToAddress("/list"));

        Assert.Equal(query.ToAddress("/list"), read.ToAddress("/list"));
        Assert.Equal((search, sort, descending, page, size), (read.Search, read.Sort, read.Descending, read.Page, read.Size));
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
    public void Filter_WithAValueThatMakesNoSense_IsIgnoredWithWordsAndKeptInTheAddress()
    {
        var query = From("/list?owner=nobody");

        Assert.Empty(query.Filters);
        Assert.Equal(new IgnoredValue("owner", "Owner", "nobody", "One of account, managed."), Assert.Single(query.Ignored));
        Assert.False(query.IsNarrowed);
        Assert.Equal("/list?owner=nobody", query.ToAddress("/list"));
        Assert.Equal("/list", query.Without(query.Ignored[0]).ToAddress("/list"));
    }

    [Fact]
    public void Filter_GivenTwiceWhereOneCounts_TakesTheFirst()
    {
        var query = From("/list?owner=account&owner=managed");

        Assert.Equal("account", query.ValueOf("owner"));
        Assert.Equal("Only one can be asked for.", Assert.Single(query.Ignored).Why);
    }

    [Fact]
    public void Filter_OfThousandsOfWrongValues_TellsOfAFewOnly() =>
        Assert.Equal(20, From($"/list?{string.Join('&', Enumerable.Range(0, 5000).Select(number => $"owner={number}"))}").Ignored.Count);

    [Theory]
    [InlineData("", 25, 25, "/list")]
    [InlineData("", 50, 50, "/list")]
    [InlineData("size=50", 25, 50, "/list?size=50")]
    [InlineData("page=2", 25, 25, "/list?page=2&size=25")]
    [InlineData("page=2&size=100", 25, 100, "/list?page=2&size=100")]
    public void Size_OfThePerson_HoldsWhereTheAddressHasNoneAndAPageHasAlwaysOne(string query, int own, int size, string address)
    {
        var read = From($"/list?{query}") with { OwnSize = own };

        Assert.Equal(size, read.PageSize);
        Assert.Equal(address, read.ToAddress("/list"));
    }

    [Theory]
    [InlineData("q=a&page=2&size=50", "q=a", true)]
    [InlineData("page=3&size=25", "page=2&size=25", true)]
    [InlineData("page=3&size=50", "page=2&size=25", false)]
    [InlineData("page=2&size=50", "page=2&size=50", false)]
    [InlineData("page=3&size=50", "", false)]
    [InlineData("page=2&size=50&q=a", "", false)]
    [InlineData("page=2&size=50&owner=account", "owner=managed", false)]
    [InlineData("", "page=2&size=50", false)]
    public void PageAfter_AnotherQuery_IsTheNextOfTheSameList(string query, string other, bool isNext) =>
        Assert.Equal(isNext, From($"/list?{query}").IsPageAfter(From($"/list?{other}")));

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
