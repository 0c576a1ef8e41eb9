using AdminPortal.Components.Tests.Setup;
using AdminPortal.Lists;
using Bunit;

namespace AdminPortal.Components.Tests.Lists;

public sealed class PagerTests : PortalTestContext
{
    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public void Pager_NoMoreThanTheSmallestPage_IsNotShown(int matching) => Assert.Empty(Show(matching, 1).FindAll("nav"));

    [Fact]
    public void Pager_OnePageThatCouldBeSmaller_OffersSizesOnly()
    {
        var pager = Show(50, 1);

        Assert.Empty(pager.FindAll("nav > a"));
        Assert.Equal(["25", "50", "100", "200"], pager.Texts(".sizes a"));
    }

    [Theory]
    [InlineData(51, 1, "Page 1 of 2", "/list", "/list?page=2&size=50", true, false)]
    [InlineData(100, 2, "Page 2 of 2", "/list", "/list?page=2&size=50", false, true)]
    [InlineData(101, 2, "Page 2 of 3", "/list", "/list?page=3&size=50", false, false)]
    [InlineData(101, 9, "Page 9 of 3", "/list?page=3&size=50", "/list?page=3&size=50", false, true)]
    [InlineData(101, int.MaxValue, "Page 2147483647 of 3", "/list?page=3&size=50", null, false, true)]
    public void Pager_AtItsEdges_LeadsToPagesThatExist(int matching, int page, string where, string previous, string? next, bool isFirst, bool isLast)
    {
        var pager = Show(matching, page);

        var links = pager.FindAll("nav > a");
        Assert.Equal(where, pager.Texts("nav > span")[0]);
        Assert.Equal(previous, links[0].GetAttribute("href"));
        Assert.Equal(isFirst, links[0].GetAttribute("aria-disabled") == "true");
        Assert.Equal(isLast, links[1].GetAttribute("aria-disabled") == "true");
        if (next is not null)
        {
            Assert.Equal(next, links[1].GetAttribute("href"));
        }
    }

    [Fact]
    public void Sizes_OfAPager_KeepTheRestAndStartAtTheFirstPage()
    {
        var pager = Render<Pager>(parameters => parameters
            .Add(pager => pager.Query, new ListQuery { Search = "a", Page = 2 }).Add(pager => pager.Path, "/list").Add(pager => pager.Matching, 500));

        Assert.Equal(["/list?q=a&size=25", "/list?q=a&size=50", "/list?q=a&size=100", "/list?q=a&size=200"], pager.FindAll(".sizes a").Select(link => link.GetAttribute("href")));
        Assert.Equal("50", pager.Find("[aria-current=true]").Words());
    }

    private IRenderedComponent<Pager> Show(int matching, int page) => Render<Pager>(parameters => parameters
        .Add(pager => pager.Query, new ListQuery { Page = page }).Add(pager => pager.Path, "/list").Add(pager => pager.Matching, matching));
}
