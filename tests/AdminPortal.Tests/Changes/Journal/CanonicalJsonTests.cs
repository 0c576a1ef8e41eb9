using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Journal;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Changes.Journal;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":2,"B":3}""", """{"B":3,"a":2,"b":1}""")]
    [InlineData("""{ "a" : [ 1 , 2,  { "z":null, "y":true } ] }""", """{"a":[1,2,{"y":true,"z":null}]}""")]
    [InlineData("""[3,1,2]""", """[3,1,2]""")]
    [InlineData("""{"n":[1.50,1e3,-0,12345678901234567890,0.1000]}""", """{"n":[1.50,1e3,-0,12345678901234567890,0.1000]}""")]
    [InlineData("""{"t":"\u00e9\u003c\/\"\\\n\t\u0000"}""", """{"t":"é</\"\\\n\t\u0000"}""")]
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""")]
    [InlineData("null", "null")]
    [InlineData("{}", "{}")]
    public void Write_OfAnyJson_IsTheOneTextForIt(string json, string canonical) => Assert.Equal(canonical, CanonicalJson.Write(JsonNode.Parse(json)));

    [Fact]
    public void Write_OfNothing_IsNull() => Assert.Equal("null", CanonicalJson.Write(null));

    [Fact]
    public void Write_OfWhatIsNestedTooDeeply_IsRefused()
    {
        JsonNode node = new JsonArray();
        for (var depth = 1; depth < CanonicalJson.MaxDepth; depth++)
        {
            node = new JsonArray(node);
        }

        Assert.NotNull(CanonicalJson.Write(node.DeepClone()));
        Assert.ThrowsAny<JsonException>(() => CanonicalJson.Write(new JsonArray(node)));
    }

    [Theory]
    [InlineData(0xD800)]
    [InlineData(0xDC00)]
    public void Write_OfHalfACharacter_ReplacesIt(int half) =>
        Assert.Equal("{\"text\":\"a\uFFFDb\"}", CanonicalJson.Write(new JsonObject { ["text"] = $"a{(char)half}b" }));

    [Fact]
    public void Write_OfHalfACharacterFromTheWire_IsRefused() =>
        Assert.Throws<JsonException>(() => CanonicalJson.Write(JsonNode.Parse("""{"text":"\ud800"}""")));

    [Fact]
    public void Write_OfTheSameValueInAnyOrder_IsTheSameText() => Prop.ForAll(Inputs.OfAnyKind(1), generated =>
    {
        var input = generated.Of[0];
        var text = CanonicalJson.Write(input);

        Assert.Equal(text, CanonicalJson.Write(Reversed(input)));
        Assert.Equal(text, CanonicalJson.Write(JsonNode.Parse(text)));
        Assert.True(JsonNode.DeepEquals(input, JsonNode.Parse(text)));
    }).QuickCheckThrowOnFailure();

    private static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(member => KeyValuePair.Create(member.Key, Reversed(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reversed)]),
        _ => node?.DeepClone(),
    };
}
