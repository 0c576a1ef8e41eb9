using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Tests.Differential;

/// <summary>Makes random changes of an input.</summary>
/// <param name="kind">The kind whose fields change.</param>
/// <param name="good">For each field's pointer what it may well hold, as JSON.</param>
/// <param name="hard">For some fields' pointers what else to try, as JSON.</param>
/// <param name="isMadeUpId">Whether a text at a pointer is an id that no list offers, so that no person can choose it.</param>
internal sealed class InputMutator(
    ResourceKind kind, IReadOnlyDictionary<string, IReadOnlyList<string>> good, IReadOnlyDictionary<string, IReadOnlyList<string>> hard, Func<string, string, bool> isMadeUpId)
{
    private static readonly string[] UnknownNames = ["x_new", "x/new~", "x.new", "x'new", "", "ip_addr2"];
    private static readonly string[] NoContainers = ["null", "[]", "{}", "\"\"", "\"x\"", "5", "true", "[{}]", """{"x_new":1}"""];
    private static readonly string[] TagKeys = ["env", "Env", "team", "a/b", "c~d", "e.f", "g'h", "i[0]", "j]k", "l\"m", "n o", "é", "", " ", "$", "0"];

    /// <summary>The objects above the fields.</summary>
    private IReadOnlyList<string> Containers =>
    [
        .. kind.Fields.Select(one => JsonPointer.Parts(one.Pointer))
            .SelectMany(parts => Enumerable.Range(1, parts.Count - 1).Select(depth => string.Concat(parts.Take(depth).Select(part => "/" + part)))).Distinct(),
    ];

    /// <summary>One to four changes, from good to absurd.</summary>
    public IReadOnlyList<Mutation> Make(Random random, JsonObject input) =>
        [.. Enumerable.Range(0, 1 + (random.Next(10) * random.Next(4) / 9)).Select(_ => One(random, input))];

    /// <summary>One to four changes that the documents allow, at single values only: rows of a list can repeat each other.</summary>
    public IReadOnlyList<Mutation> MakeGood(Random random, JsonObject input)
    {
        var fields = kind.Fields.Where(field => !IsCollection(input, field)).ToList();
        return [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => NearMisses.Pick(random, fields)).Select(field => new Mutation(field.Pointer, Good(random, field.Pointer)))];
    }

    private bool IsMap(ResourceField field) => good[field.Pointer][0].StartsWith('{');

    private bool IsCollection(JsonObject input, ResourceField field) =>
        IsMap(field) || JsonPointer.Read(input, field.Pointer) is JsonArray || good[field.Pointer][0].StartsWith('[');

    private Mutation One(Random random, JsonObject input)
    {
        var field = NearMisses.Pick(random, kind.Fields);
        return random.Next(16) switch
        {
            0 => Unknown(random, input),
            1 => Mutation.Remove(field.Pointer),
            2 when Containers.Count > 0 => Mutation.Of(NearMisses.Pick(random, Containers), JsonNode.Parse(NearMisses.Pick(random, NoContainers))),
            _ when IsMap(field) => Entry(random, field, input),
            _ when IsCollection(input, field) && random.Next(8) > 0 => Row(random, field, input),
            _ => new Mutation(field.Pointer, Value(random, field.Pointer, JsonPointer.Read(input, field.Pointer))),
        };
    }

    private string Value(Random random, string pointer, JsonNode? current)
    {
        var value = random.Next(5) switch
        {
            4 when hard.TryGetValue(pointer, out var values) => JsonNode.Parse(NearMisses.Pick(random, values)),
            0 => JsonNode.Parse(Good(random, pointer)),
            1 => JsonValue.Create(NearMisses.Respell(random, TextOf(JsonNode.Parse(Good(random, pointer))))),
            2 when current is JsonValue => JsonValue.Create(NearMisses.Respell(random, TextOf(current))),
            _ => NearMisses.Any(random),
        };
        return value is JsonValue scalar && scalar.TryGetValue<string>(out var text) && isMadeUpId(pointer, text) ? Good(random, pointer) : value?.ToJsonString() ?? "null";
    }

    private string Good(Random random, string pointer) => NearMisses.Pick(random, good[pointer]);

    private Mutation Row(Random random, ResourceField field, JsonObject input)
    {
        var rows = JsonPointer.Read(input, field.Pointer) as JsonArray ?? [];
        var at = rows.Count == 0 || random.Next(3) == 0 ? "-" : random.Next(rows.Count).ToString();
        var existing = rows.Count == 0 ? null : rows[random.Next(rows.Count)];
        return random.Next(8) switch
        {
            0 when at != "-" => Mutation.Remove($"{field.Pointer}/{at}"),
            1 => Mutation.Of(field.Pointer, new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => NearMisses.Any(random))])),
            2 => Mutation.Of(field.Pointer, new JsonArray([.. rows.OrderBy(_ => random.Next()).Select(row => row?.DeepClone())])),
            3 => Mutation.Of($"{field.Pointer}/{at}", existing?.DeepClone()),
            4 => Mutation.Of($"{field.Pointer}/{at}", JsonValue.Create(NearMisses.Respell(random, TextOf(existing)))),
            5 => Mutation.Of($"{field.Pointer}/{at}", NearMisses.Any(random)),
            6 => Mutation.Of($"{field.Pointer}/{at}", JsonValue.Create(NearMisses.Respell(random, GoodRow(random, field)))),
            _ => Mutation.Of($"{field.Pointer}/{at}", JsonValue.Create(GoodRow(random, field))),
        };
    }

    private string GoodRow(Random random, ResourceField field) => TextOf(NearMisses.Pick<JsonNode?>(random, [.. JsonNode.Parse(Good(random, field.Pointer))!.AsArray()]));

    private static Mutation Entry(Random random, ResourceField field, JsonObject input)
    {
        var keys = (JsonPointer.Read(input, field.Pointer) as JsonObject)?.Select(member => member.Key).ToList() ?? [];
        var key = keys.Count > 0 && random.Next(3) == 0 ? NearMisses.Pick(random, keys) : NearMisses.Pick(random, TagKeys);
        var pointer = $"{field.Pointer}/{JsonPointer.Escape(key)}";
        return random.Next(5) switch
        {
            0 => Mutation.Remove(pointer),
            1 => Mutation.Of(field.Pointer, NearMisses.Any(random)),
            2 => Mutation.Of(pointer, NearMisses.Any(random)),
            _ => Mutation.Of(pointer, JsonValue.Create(NearMisses.Text(random))),
        };
    }

    private Mutation Unknown(Random random, JsonObject input)
    {
        var place = NearMisses.Pick<string>(random, [.. Containers.Where(pointer => JsonPointer.Read(input, pointer) is JsonObject), ""]);
        return Mutation.Of($"{place}/{JsonPointer.Escape(NearMisses.Pick(random, UnknownNames))}", NearMisses.Any(random));
    }

    private static string TextOf(JsonNode? node) => JsonPointer.ReadText(node, "") ?? "";
}
