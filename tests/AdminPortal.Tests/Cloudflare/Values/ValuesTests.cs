using System.Net;
using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Cloudflare.Values;

public sealed class JsonPointerTests
{
    [Fact]
    public void Parts_OfEscapedParts_AreTheParts() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>[]>(),
        texts =>
        {
            var parts = texts.Select(text => text.Get).ToList();
            Assert.Equal(parts, JsonPointer.Parts(string.Concat(parts.Select(part => "/" + JsonPointer.Escape(part)))));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Read_WhatWasWritten_IsThere() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonEmptyArray<NonNull<string>>>(),
        texts =>
        {
            var pointer = string.Concat(texts.Get.Select(text => "/" + JsonPointer.Escape(text.Get)));
            JsonObject root = [];
            JsonPointer.Write(root, pointer, 7);
            Assert.Equal("7", JsonPointer.ReadText(root, pointer));
            JsonPointer.Remove(root, pointer);
            Assert.Null(JsonPointer.Read(root, pointer));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("", "{\"a\":[1,{\"b\":\"x\"}],\"\":2}")]
    [InlineData("/a/1/b", "x")]
    [InlineData("/", "2")]
    [InlineData("/a/0", "1")]
    [InlineData("/a/01", null)]
    [InlineData("/a/+1", null)]
    [InlineData("/a/-", null)]
    [InlineData("/a/2", null)]
    [InlineData("//a", null)]
    [InlineData("/a/1/b/c", null)]
    public void Read_APointerOfTheRfc_FindsItsPlaceOnly(string pointer, string? text) =>
        Assert.Equal(text, JsonPointer.ReadText(JsonNode.Parse("{\"a\":[1,{\"b\":\"x\"}],\"\":2}"), pointer));

    [Fact]
    public void Remove_TheLastMember_TakesEmptyObjectsAwayButTheOutermost()
    {
        var root = JsonNode.Parse("""{"ip":{"ipv4":{"ip_addr":"10.0.0.1"}}}""")!.AsObject();

        JsonPointer.Remove(root, "/ip/ipv4/ip_addr");

        Assert.Equal("""{"ip":{}}""", root.ToJsonString());
    }
}

public sealed class AddressTests
{
    [Theory]
    [InlineData("10.1")]
    [InlineData("1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("10.0.0.01")]
    [InlineData("10.0.0.1 ")]
    [InlineData("10.0.0.1.")]
    [InlineData("10.0.0.-1")]
    [InlineData("٣.0.0.1")]
    [InlineData("fe80::1%1")]
    [InlineData("[::1]")]
    [InlineData("::1]:80")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:0a00:0001")]
    [InlineData("64:ff9b::10.0.0.01")]
    [InlineData(":::")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_WhatOnlyTheFrameworkWouldTake_IsNone(string? text) => Assert.Null(Address.Any(text));

    [Theory]
    [InlineData("2001:0db8:0000:0000:0000:0000:0000:0053", "2001:db8::53")]
    [InlineData("2001:DB8::0:53", "2001:db8::53")]
    [InlineData("64:ff9b::10.0.0.1", "64:ff9b::a00:1")]
    [InlineData("::", "::")]
    [InlineData("192.0.2.1", "192.0.2.1")]
    public void Any_EverySpelling_IsTheSameAddress(string text, string canonical) => Assert.Equal(IPAddress.Parse(canonical), Address.Any(text));

    [Fact]
    public void Ipv4_AnyFourBytes_RoundTrip() => Prop.ForAll(
        Gen.Choose(0, 255).ArrayOf(4).ToArbitrary(),
        bytes => Assert.Equal(bytes.Select(part => (byte)part), Address.Ipv4(string.Join('.', bytes))!.GetAddressBytes())).QuickCheckThrowOnFailure();
}

public sealed class CidrTests
{
    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/ 8")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0/8")]
    [InlineData("::/129")]
    [InlineData("/8")]
    [InlineData(null)]
    public void Parse_WhatIsNoCidr_IsNone(string? text) => Assert.Null(Cidr.Parse(text));

    [Fact]
    public void Network_OfAnySubnet_IsTheArithmeticOne() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).SelectMany(half => Gen.Choose(0, 1).SelectMany(top => Gen.Choose(0, 32).Select(prefix => (Number: ((uint)half << 1) | (uint)top, prefix)))).ToArbitrary(),
        subnet =>
        {
            var mask = subnet.prefix == 0 ? 0 : uint.MaxValue << (32 - subnet.prefix);
            var cidr = Cidr.Parse($"{Dotted(subnet.Number)}/{subnet.prefix}")!;
            Assert.Equal(Dotted(subnet.Number & mask), cidr.Network.ToString());
            Assert.Equal((subnet.Number & ~mask) == 0, cidr.HasHostBitsClear);
            Assert.True(cidr.Contains(cidr));
            Assert.True((cidr with { Address = cidr.Network }).HasHostBitsClear);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.255.254/31", true)]
    [InlineData("10.0.0.0/8", "10.0.0.0/7", false)]
    [InlineData("10.0.0.0/8", "11.0.0.0/31", false)]
    [InlineData("::/0", "10.0.0.0/31", false)]
    public void Contains_AnotherSubnet_IsJudgedByRange(string outer, string inner, bool contains) => Assert.Equal(contains, Cidr.Parse(outer)!.Contains(Cidr.Parse(inner)!));

    private static string Dotted(uint number) => $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}";
}

public sealed class FieldComparisonTests
{
    [Theory]
    [InlineData(FieldMeaning.Text, "null", "\"\"")]
    [InlineData(FieldMeaning.Text, "null", "[]")]
    [InlineData(FieldMeaning.Text, "{}", "null")]
    [InlineData(FieldMeaning.Text, "1500", "1500.0")]
    [InlineData(FieldMeaning.Text, "1.5e3", "1500")]
    [InlineData(FieldMeaning.Text, "true", "true")]
    [InlineData(FieldMeaning.Address, "\"2001:db8::1\"", "\"2001:0DB8:0:0:0:0:0:0001\"")]
    [InlineData(FieldMeaning.Cidr, "\"2001:db8::/127\"", "\"2001:db8:0::0/127\"")]
    [InlineData(FieldMeaning.Cidr, "\"192.0.2.1/32\"", "\"192.0.2.1\"")]
    [InlineData(FieldMeaning.Hostname, "\"A.example\"", "\"a.EXAMPLE\"")]
    [InlineData(FieldMeaning.Hostname, "[\"b\",\"A\",\"a\"]", "[\"a\",\"B\",\"a\"]")]
    [InlineData(FieldMeaning.Text, "{\"a\":\"1\",\"b\":\"\"}", "{\"b\":\"\",\"a\":\"1\"}")]
    public void Same_OfOneMeaning_IsTrueBothWays(FieldMeaning meaning, string left, string right)
    {
        Assert.True(FieldComparison.Same(meaning, JsonNode.Parse(left), JsonNode.Parse(right)));
        Assert.True(FieldComparison.Same(meaning, JsonNode.Parse(right), JsonNode.Parse(left)));
    }

    [Theory]
    [InlineData(FieldMeaning.Text, "false", "null")]
    [InlineData(FieldMeaning.Text, "0", "null")]
    [InlineData(FieldMeaning.Text, "\"A\"", "\"a\"")]
    [InlineData(FieldMeaning.Text, "1500", "1501")]
    [InlineData(FieldMeaning.Text, "\"1500\"", "1500")]
    [InlineData(FieldMeaning.Text, "true", "false")]
    [InlineData(FieldMeaning.Text, "{\"a\":\"1\"}", "{\"a\":\"1\",\"b\":\"\"}")]
    [InlineData(FieldMeaning.Address, "\"10.0.0.1\"", "\"::ffff:10.0.0.1\"")]
    [InlineData(FieldMeaning.Address, "\"bad\"", "\"worse\"")]
    [InlineData(FieldMeaning.Cidr, "\"10.0.0.0/31\"", "\"10.0.0.1/31\"")]
    [InlineData(FieldMeaning.Hostname, "[\"a\",\"a\"]", "[\"a\",\"b\"]")]
    [InlineData(FieldMeaning.Hostname, "[\"a\"]", "\"a\"")]
    public void Same_OfAnotherMeaning_IsFalseBothWays(FieldMeaning meaning, string left, string right)
    {
        Assert.False(FieldComparison.Same(meaning, JsonNode.Parse(left), JsonNode.Parse(right)));
        Assert.False(FieldComparison.Same(meaning, JsonNode.Parse(right), JsonNode.Parse(left)));
    }
}
