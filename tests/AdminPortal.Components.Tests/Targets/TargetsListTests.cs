using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Targets;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Lists;
using AdminPortal.Targets;
using AdminPortal.Tests.Sandbox;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Components.Tests.Targets;

/// <summary>From an address to what comes over the wire, and what the API finds.</summary>
public sealed class TargetsListTests(SandboxHost sandbox) : SandboxTestContext(sandbox), IClassFixture<SandboxHost>
{
    private const string Sample = "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e";
    private const string Other = "0192c355-a170-784e-b772-000000000000";
    private static readonly TargetsList List = new();
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>Each filter alone, in the reader's zone Europe/Berlin: what is asked, and how many of the 240 targets it finds.</summary>
    [Theory]
    [InlineData("", "", 240)]
    [InlineData("hostname=INFRA-access-TARGET", "hostname=INFRA-access-TARGET", 1)]
    [InlineData("q=FRA.example", "hostname_contains=FRA.example", 23)]
    [InlineData("q=10.20", "hostname_contains=10.20", 0)]
    [InlineData("q=187.26.29.249", "ip_v4=187.26.29.249", 1)]
    [InlineData("q=2001:db8:1::1", "ip_v6=2001:db8:1::1", 1)]
    [InlineData("q=187.26.*", "ip_like=187.26.*", 1)]
    [InlineData("network=0d9e8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b", "virtual_network_id=0d9e8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b", 1)]
    [InlineData("ipv4=187.26.29.249", "ip_v4=187.26.29.249", 1)]
    [InlineData("ipv6=2001:db8:1::1", "ip_v6=2001:db8:1::1", 1)]
    [InlineData("ip-like=*:1", "ip_like=*:1", 1)]
    [InlineData("ipv4-range=10.20.0.1-10.20.0.3", "ipv4_start=10.20.0.1&ipv4_end=10.20.0.3", 3)]
    [InlineData("ipv6-range=2001:db8:1::-2001:db8:1::15", "ipv6_start=2001:db8:1::&ipv6_end=2001:db8:1::15", 3)]
    [InlineData("created-before=2019-08-24", "created_before=2019-08-24T21:59:59.999999Z", 1)]
    [InlineData("created-before=2019-08-23", "created_before=2019-08-23T21:59:59.999999Z", 0)]
    [InlineData("created-after=2019-08-24", "created_after=2019-08-23T22:00:00Z", 240)]
    [InlineData("created-after=2019-08-25", "created_after=2019-08-24T22:00:00Z", 239)]
    [InlineData("modified-before=2019-08-24", "modified_before=2019-08-24T21:59:59.999999Z", 1)]
    [InlineData("modified-after=2019-08-25", "modified_after=2019-08-24T22:00:00Z", 239)]
    [InlineData("created-after=2024-12-01&created-before=2024-12-31", "created_before=2024-12-31T22:59:59.999999Z&created_after=2024-11-30T23:00:00Z", 11)]
    [InlineData("ip=187.26.29.249&ip=10.20.0.1&ip=2001:0db8:0001::0001", "ips=187.26.29.249&ips=10.20.0.1&ips=2001:0db8:0001::0001", 2)]
    [InlineData($"id={Sample}&id={Other}", $"target_ids={Sample}&target_ids={Other}", 1)]
    [InlineData("tag=env:lab&tag=team:data", "tag=env:lab&tag=team:data", 4)]
    [InlineData("tag=a%26b:c%3D%2B d", "tag=a&b:c=+ d", 0)]
    [InlineData("sort=hostname", "order=hostname&direction=asc", 240)]
    [InlineData("sort=created_at&dir=desc", "order=created_at&direction=desc", 240)]
    [InlineData("sort=tag:env&dir=desc", "order=tag:env&direction=desc", 240)]
    [InlineData("q=app&ipv4-range=10.20.0.0-10.20.0.255&tag=env:lab&network=c77b744e-acc8-428f-9257-6878c046ed55&sort=hostname",
        "hostname_contains=app&virtual_network_id=c77b744e-acc8-428f-9257-6878c046ed55&ipv4_start=10.20.0.0&ipv4_end=10.20.0.255&tag=env:lab&order=hostname&direction=asc", 2)]
    public async Task Filter_OfAnAddress_IsAskedOfTheApi(string address, string asked, int found)
    {
        var query = Read(address);
        await ForgetAsync();

        var page = Page(await List.LoadAsync(Client, query, TestContext.Current.CancellationToken));

        Assert.Empty(query.Ignored);
        Assert.Equal(found, page.Matching);
        var expected = string.Join('&', new[] { asked, "page=1&per_page=50" }.Where(part => part.Length > 0));
        Assert.Equal($"infrastructure/targets?{expected}".Replace('+', ' '), Assert.Single(await AskedAsync()).Replace('+', ' '));
    }

    [Fact]
    public async Task Page_OfAnAddress_IsAskedOfTheApi()
    {
        await ForgetAsync();

        var page = Page(await List.LoadAsync(Client, Read("page=3&size=25"), TestContext.Current.CancellationToken));

        Assert.Equal((25, 240), (page.Items.Count, page.Matching));
        Assert.Equal("infrastructure/targets?page=3&per_page=25", Assert.Single(await AskedAsync()));
    }

    [Fact]
    public async Task Choices_OfTheNetwork_AreTheAccountsTheDefaultFirstAndDeletedOnesLast()
    {
        var filter = Assert.Single(List.Filters.OfType<AskedChoiceFilter>());

        var choices = (await List.ChoicesAsync(Client, filter, TestContext.Current.CancellationToken)).Match(ok => ok.Value, _ => []);

        Assert.Equal(SandboxHost.DefaultNetwork, choices[0].Value);
        Assert.Equal(SandboxHost.DeletedNetwork, choices[^1].Value);
        Assert.EndsWith(" (deleted)", choices[^1].Text, StringComparison.Ordinal);
        Assert.All(choices, choice => Assert.Null(filter.ProblemOf(choice.Value)));
    }

    [Theory]
    [InlineData("hostname=a+b", "hostname")]
    [InlineData("network=default", "network")]
    [InlineData("ipv4=10.1", "ipv4")]
    [InlineData("ipv4=2001:db8::1", "ipv4")]
    [InlineData("ipv6=10.0.0.1", "ipv6")]
    [InlineData("ip-like=10x", "ip-like")]
    [InlineData("ipv4-range=10.0.0.1", "ipv4-range")]
    [InlineData("ipv4-range=10.0.0.1-", "ipv4-range")]
    [InlineData("ipv4-range=-10.0.0.1", "ipv4-range")]
    [InlineData("ipv4-range=10.0.0.9-10.0.0.1", "ipv4-range")]
    [InlineData("ipv6-range=10.0.0.1-10.0.0.9", "ipv6-range")]
    [InlineData("created-after=yesterday", "created-after")]
    [InlineData("created-before=2026-02-30", "created-before")]
    [InlineData("modified-after=0001-01-01", "modified-after")]
    [InlineData("modified-before=9999-12-31", "modified-before")]
    [InlineData("ip=10.0.0.1&ip=10.1", "ip")]
    [InlineData("id=1", "id")]
    [InlineData("tag=env", "tag")]
    [InlineData("tag=:lab", "tag")]
    [InlineData("tag=env:", "tag")]
    [InlineData("ipv4=10.0.0.1&ipv4=10.0.0.2", "ipv4")]
    [InlineData("q=10.0.0.1&ipv4=10.0.0.2", "q")]
    [InlineData("q=10.*&ip-like=11.*", "q")]
    [InlineData("sort=name", "sort")]
    [InlineData("sort=tag:", "sort")]
    public async Task Filter_ThatTheApiWouldRefuse_IsIgnoredWithWords(string address, string name)
    {
        var query = Read(address);

        var ignored = Assert.Single(query.Ignored);
        Assert.Equal(name, ignored.Name);
        Assert.EndsWith(".", ignored.Why, StringComparison.Ordinal);
        Page(await List.LoadAsync(Client, query, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Search_ForAnAddressBesideItsFilter_GivesWayAndSaysWhy()
    {
        var query = Read("q=10.0.0.1&ipv4=10.0.0.2");

        Assert.Equal("10.0.0.2", TargetsListFilters.ToApi(query).IpV4);
        Assert.Equal("The filter \"IPv4 address\" is set, and the API takes only one.", Assert.Single(query.Ignored).Why);
    }

    /// <summary>Whatever an address holds, the API is asked nothing that it refuses, and nothing is left out without a word.</summary>
    [Fact]
    public void Address_OfAnything_IsAnswered() => Prop.ForAll(AnyAddress, address =>
    {
        var query = List.Read(address) with { Zone = Berlin };

        Page(List.LoadAsync(Client, query, TestContext.Current.CancellationToken).GetAwaiter().GetResult());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Address_OfAnything_ReadsBackAsTheSameQuery() => Prop.ForAll(AnyAddress, address =>
    {
        var query = List.Read(address);

        var again = List.Read($"http://localhost{query.ToAddress("/list")}");

        Assert.Equal(query.ToAddress("/list"), again.ToAddress("/list"));
        Assert.Equal(query.Filters, again.Filters);
        Assert.Equal((query.Search, query.Sort, query.Page, query.PageSize), (again.Search, again.Sort, again.Page, again.PageSize));
        Assert.Equal(query.Sort is not null && query.Descending, again.Descending);
        Assert.Equal(Kept(query), Kept(again));
    }).QuickCheckThrowOnFailure();

    /// <summary>The parameters that there are, and some that are not, with values that are right, nearly right, and anything.</summary>
    private static Arbitrary<string> AnyAddress
    {
        get
        {
            string[] names = [.. TargetsListFilters.All.Select(filter => filter.Name), "q", "sort", "dir", "page", "size", "colour", ""];
            string[] near =
            [
                "10.0.0.1", "10.0.0.9", "10.1", "10.0.0.1-10.0.0.9", "10.0.0.9-10.0.0.1", "-", "10.*", "*", "2001:db8::1", "::-::ff", "2026-01-31", "2026-02-30", "1969-12-31", "2999-12-31", "env:lab", "env:", ":x", "a:b:c",
                Sample, Other, "hostname", "created_at", "tag:env", "tag:", "desc", "1", "0", "-1", "7", "200", "201", "2147483648", "db-01", "a b", "é", "%", "&=?#", "\0", "\ud800", new('a', 256), new('a', 257),
            ];
            var value = Gen.Frequency((4, Gen.Elements(near)), (1, ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get)));
            var pair = from name in Gen.Elements(names) from text in value select KeyValuePair.Create(name, (string?)text);
            return pair.ListOf().Select(pairs => QueryHelpers.AddQueryString("http://localhost/list", pairs)).ToArbitrary();
        }
    }

    private static ListQuery Read(string address) => List.Read($"http://localhost/list?{address}") with { Zone = Berlin };

    /// <summary>A search or an order that was ignored by itself does not stand in the next address.</summary>
    private static IEnumerable<IgnoredValue> Kept(ListQuery query) => query.Ignored.Where(ignored => ignored.Name is not (ListQuery.SearchName or ListQuery.SortName));

    private static ListPage<Target> Page(ApiResult<ListPage<Target>> result)
    {
        if (result is ApiResult<ListPage<Target>>.Failed { Failure: var failure })
        {
            Assert.Fail(string.Join(' ', failure.Answer.Errors.Select(error => error.Message)));
        }

        return Assert.IsType<ApiResult<ListPage<Target>>.Ok>(result).Value;
    }
}
