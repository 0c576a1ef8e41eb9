using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Apps;
using AdminPortal.Cloudflare.Interconnects;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Peers;
using AdminPortal.Cloudflare.Targets;
using FsCheck;
using FsCheck.Fluent;

namespace AdminPortal.Tests.Changes;

/// <summary>Inputs of every kind, known and unknown members mixed.</summary>
internal static class Inputs
{
    public static readonly IReadOnlyList<ResourceKind> Kinds = [TargetKind.Instance, AppKind.Instance, PeerKind.Instance, InterconnectKind.Instance];

    private static readonly string[] Texts = ["\"a\"", "\"b\"", "\"10.0.0.1\"", "\"2001:db8::1\"", "53", "1476", "true", "false"];

    public static JsonObject Of(string json) => JsonNode.Parse(json)!.AsObject();

    public static JsonObject Copy(JsonObject input) => (JsonObject)input.DeepClone();

    /// <summary>The same value written otherwise: members and lists turned round, addresses and numbers spelled in another way.</summary>
    public static JsonNode? Respelled(ResourceKind kind, JsonNode? node, string pointer = "") => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(member =>
            KeyValuePair.Create(member.Key, Respelled(kind, member.Value, $"{pointer}/{AdminPortal.Cloudflare.Values.JsonPointer.Escape(member.Key)}")))),
        JsonArray items => new JsonArray([.. items.Reverse().Select(item => Respelled(kind, item, pointer))]),
        _ when node?.ToJsonString() == "53" => JsonNode.Parse("5.30e1"),
        _ when node?.ToJsonString() == "\"2001:db8::1\"" && kind.FieldAt(pointer)?.Meaning is FieldMeaning.Address or FieldMeaning.Cidr => "2001:0DB8:0::1",
        _ => node?.DeepClone(),
    };

    /// <summary>A kind and inputs of it. No member is empty: nothing, null and an empty value are one by design (<c>FieldComparison</c>).</summary>
    public static Arbitrary<(ResourceKind Kind, JsonObject[] Of)> OfAnyKind(int count) =>
        Gen.Elements(Kinds.ToArray()).SelectMany(kind => Input(kind).ArrayOf(count).Select(inputs => (kind, inputs))).ToArbitrary();

    private static Gen<JsonObject> Input(ResourceKind kind) =>
        Gen.Elements(Places(kind)).SelectMany(place => Gen.Elements(Texts).Select(value => (place, value))).ListOf().Select(members =>
        {
            JsonObject input = [];
            foreach (var (place, value) in members)
            {
                var node = JsonNode.Parse(value);
                AdminPortal.Cloudflare.Values.JsonPointer.Write(input, place, IsList(place) ? new JsonArray("one", node) : node);
            }

            return input;
        });

    private static bool IsList(string place) => place.Contains("hostnames", StringComparison.Ordinal) || place.Contains("subnets", StringComparison.Ordinal) || place == "/x_list";

    /// <summary>The kind's fields, members of its maps, and members that no model has, at every level.</summary>
    private static string[] Places(ResourceKind kind) =>
    [
        .. kind.Fields.Select(field => field.Pointer == "/tags" ? "/tags/env" : field.Pointer),
        .. kind.Fields.Select(field => field.Pointer[..field.Pointer.LastIndexOf('/')]).Distinct(StringComparer.Ordinal).Select(parent => $"{parent}/x_new"),
        "/x_list", "/x_deep/a~1b/c",
    ];
}
