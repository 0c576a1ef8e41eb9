using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace AdminPortal.EndToEnd.Tests.Journeys;

/// <content>How a kind's resource is read, edited and compared.</content>
public abstract partial class UpdateJourney
{
    private const string UnknownName = "x_unheard_of";

    private static readonly JsonNode UnknownMember = JsonNode.Parse("""{ "since": "next year", "parts": [1, { "deeper": null }, "ä"] }""")!;

    private IReadOnlyList<string> PlacesOfUnknownMembers => ["", .. NestedObjects];

    /// <summary>One entry of an envelope's errors that points at a place.</summary>
    protected static JsonObject ApiError(string message, string pointer) =>
        new() { ["code"] = 1004, ["message"] = message, ["source"] = new JsonObject { ["pointer"] = pointer } };

    /// <summary>The control that a field is edited with: its own, or the first row of a list.</summary>
    protected virtual ILocator ControlOf(Edit edit) => Browser.Field(edit.Label);

    /// <summary>Types something that passes every rule of the console and that the API will refuse.</summary>
    /// <returns>The control at which the refusal has to stand, what was typed there, and the API's words.</returns>
    protected abstract Task<(ILocator Control, string Typed, string Said)> ProvokeRefusalAsync();

    /// <summary>The resource as the API gives it to someone with the token.</summary>
    protected virtual async Task<JsonNode> ReadOverApiAsync() => await Sandbox.ResultAsync($"{Path}/{Id}");

    private Task StoreUnknownMembersAsync() => Sandbox.ChangeAsync(StoredKind, Id, resource =>
    {
        foreach (var place in PlacesOfUnknownMembers)
            ObjectAt(resource, place)[UnknownName] = UnknownMember.DeepClone();
    });

    /// <summary>A member's text; a list's lines.</summary>
    private static string TextAt(JsonNode resource, string pointer)
    {
        var node = pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate<string, JsonNode?>(resource, (at, name) => at?[name]);
        return node is JsonArray items ? string.Join('\n', items) : node?.ToString() ?? "";
    }

    private static JsonObject ObjectAt(JsonNode resource, string pointer) =>
        (JsonObject)pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(resource, (at, name) => at[name]!);

    private static void SetAt(JsonObject resource, string pointer, string text)
    {
        var split = pointer.LastIndexOf('/');
        ObjectAt(resource, pointer[..split])[pointer[(split + 1)..]] = text;
    }

    /// <summary>Everything that the review showed is what is stored now: it was the exact request.</summary>
    private protected static void AssertContains(JsonObject shown, JsonObject stored, string at)
    {
        foreach (var (name, value) in shown)
        {
            if (value is JsonObject inner && stored[name] is JsonObject storedInner)
                AssertContains(inner, storedInner, $"{at}/{name}");
            else
                Assert.True(JsonNode.DeepEquals(value, stored[name]), $"{at}/{name} was reviewed as {value} and is stored as {stored[name]}");
        }
    }

    private protected static Regex Ending(string pattern) => new($"{pattern}$", RegexOptions.None, TimeSpan.FromSeconds(1));

    [GeneratedRegex("[0-9a-f]{16}-SBX", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private protected static partial Regex RayId();

    /// <summary>Buttons that change something.</summary>
    [GeneratedRegex("^(?:Review|Save|Add|Remove|Paste|Undo|Send|Delete)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadingOnly();
}

/// <summary>One field's part in a journey.</summary>
/// <param name="Label">Its label.</param>
/// <param name="Pointer">Its place in the resource.</param>
/// <param name="Before">Its value in the sandbox's initial data.</param>
/// <param name="Good">A value that it may have.</param>
/// <param name="Bad">A value that a rule refuses.</param>
/// <param name="Rule">Words of that rule.</param>
public sealed record Edit(string Label, string Pointer, string Before, string Good, string Bad = "", string Rule = "");
