using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Changes.Diff;

public sealed class InputDiffTests
{
    [Fact]
    public void Diff_OfInputsEqualByValue_IsEmpty() => Prop.ForAll(Inputs.OfAnyKind(1), given =>
        Assert.Empty(InputDiff.Between(given.Kind, given.Of[0], (JsonObject)Inputs.Respelled(given.Kind, given.Of[0])!))).QuickCheckThrowOnFailure();

    [Fact]
    public void Diff_TurnedRound_NamesTheSamePlacesWithSidesSwitched() => Prop.ForAll(Inputs.OfAnyKind(2), given =>
    {
        var there = InputDiff.Between(given.Kind, given.Of[0], given.Of[1]);
        var back = InputDiff.Between(given.Kind, given.Of[1], given.Of[0]);

        Assert.Equal(there.Select(Both).Order(StringComparer.Ordinal), back.Select(difference => Both(difference with { Before = difference.After, After = difference.Before })).Order(StringComparer.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""["a.example.com","b.example.com"]""", """["b.example.com","A.example.com"]""")]
    [InlineData("[]", "null")]
    public void Lists_OfTheSameItems_AreNoDifference(string before, string after) => AssertSame(AppKind.Instance, "hostnames", before, after);

    [Theory]
    [InlineData("""["a.example.com"]""", """["a.example.com","a.example.com"]""")]
    [InlineData("""["a.example.com","a.example.com","b.example.com"]""", """["a.example.com","b.example.com","b.example.com"]""")]
    [InlineData("""["a.example.com"]""", """["b.example.com"]""")]
    public void Lists_OfOtherItems_AreOneDifferenceOfTheWholeList(string before, string after)
    {
        var difference = Assert.Single(Between(AppKind.Instance, "hostnames", before, after));

        Assert.Equal("/hostnames", difference.Pointer);
        Assert.Equal("Hostnames", difference.Label);
        Assert.Equal(before, difference.Before!.ToJsonString());
        Assert.Equal(after, difference.After!.ToJsonString());
    }

    [Theory]
    [InlineData("\"2001:DB8:0:0::53\"", "\"2001:db8::53\"")]
    [InlineData("\"192.0.2.53\"", "\"192.0.2.53\"")]
    [InlineData("null", "\"\"")]
    public void Addresses_OfTheSameValue_AreNoDifference(string before, string after) => AssertSame(PeerKind.Instance, "ip", before, after);

    [Theory]
    [InlineData("\"192.0.2.53\"", "\"192.0.2.54\"")]
    [InlineData("\"192.0.2.53\"", "\"::ffff:192.0.2.53\"")]
    [InlineData("\"192.0.2.53\"", "null")]
    public void Addresses_OfOtherValue_AreADifference(string before, string after) => Assert.Equal("IP address", Assert.Single(Between(PeerKind.Instance, "ip", before, after)).Label);

    [Theory]
    [InlineData("53", "53.0")]
    [InlineData("1e2", "100")]
    public void Numbers_OfTheSameValue_AreNoDifference(string before, string after) => AssertSame(PeerKind.Instance, "port", before, after);

    [Theory]
    [InlineData("53", "\"53\"")]
    [InlineData("53", "54")]
    public void Numbers_OfOtherValueOrKind_AreADifference(string before, string after) => Assert.Equal("Port", Assert.Single(Between(PeerKind.Instance, "port", before, after)).Label);

    [Fact]
    public void Text_InAnotherCase_IsADifferenceExceptInAHostname()
    {
        Assert.Single(Between(PeerKind.Instance, "name", "\"a\"", "\"A\""));
        AssertSame(TargetKind.Instance, "hostname", "\"a\"", "\"A\"");
    }

    [Fact]
    public void Maps_ThatDiffer_AreOneDifferenceForEachKey()
    {
        var differences = Between(TargetKind.Instance, "tags", """{"env":"prod","team":"a","a/b":"1"}""", """{"team":"b","env":"prod","new":"x"}""");

        Assert.Equal(["/tags/a~1b", "/tags/new", "/tags/team"], differences.Select(difference => difference.Pointer).Order(StringComparer.Ordinal));
        Assert.Contains(differences, difference => difference.Label == "Tags · a/b" && difference.After is null);
        Assert.Contains(differences, difference => difference.Label == "Tags · new" && difference.Before is null);
    }

    [Theory]
    [InlineData("""{"env":"prod"}""", """{"env":"prod","spare":""}""")]
    [InlineData("""{"env":"prod","spare":""}""", """{"env":"prod"}""")]
    [InlineData("{}", """{"spare":""}""")]
    public void Maps_AKeyWithAnEmptyValueMoreOrLess_IsADifference(string before, string after) =>
        Assert.Equal("/tags/spare", Assert.Single(Between(TargetKind.Instance, "tags", before, after)).Pointer);

    [Fact]
    public void UnknownMembers_ThatDiffer_AreNamedByTheirPointerAfterTheFields()
    {
        var before = Inputs.Of("""{"x_new":1,"health_check":{"x_probe":{"deep":[1]},"rate":"low"},"name":"a"}""");
        var after = Inputs.Of("""{"x_new":2,"health_check":{"x_probe":{"deep":[2]},"rate":"mid"},"name":"b"}""");

        var differences = InputDiff.Between(InterconnectKind.Instance, before, after);

        Assert.Equal(["Name", "Health check rate", "/x_new", "/health_check/x_probe/deep"], differences.Select(difference => difference.Label));
    }

    [Fact]
    public void Objects_ThatCameOrWent_AreDifferencesOfTheirFields()
    {
        var differences = InputDiff.Between(
            TargetKind.Instance, Inputs.Of("""{"ip":{}}"""), Inputs.Of("""{"ip":{"ipv4":{"ip_addr":"10.0.0.1","virtual_network_id":"n"}}}"""));

        Assert.Equal(["IPv4 address", "IPv4 virtual network"], differences.Select(difference => difference.Label));
        Assert.All(differences, difference => Assert.Null(difference.Before));
    }

    [Fact]
    public void AnObject_ReplacedByAText_IsADifference() =>
        Assert.NotEmpty(InputDiff.Between(TargetKind.Instance, Inputs.Of("""{"ip":{"ipv4":{"ip_addr":"10.0.0.1"}}}"""), Inputs.Of("""{"ip":{"ipv4":"10.0.0.1"}}""")));

    private static string Both(FieldDifference difference) => $"{difference.Pointer} {difference.Before?.ToJsonString()} {difference.After?.ToJsonString()}";

    private static void AssertSame(ResourceKind kind, string member, string before, string after) => Assert.Empty(Between(kind, member, before, after));

    private static IReadOnlyList<FieldDifference> Between(ResourceKind kind, string member, string before, string after) =>
        InputDiff.Between(kind, new JsonObject { [member] = JsonNode.Parse(before) }, new JsonObject { [member] = JsonNode.Parse(after) });
}
