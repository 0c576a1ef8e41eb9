using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes.Journal;

/// <summary>What an entry says, as canonical JSON. Members without a value are absent; an image that is null says that the resource was not there.</summary>
internal static class EntryContent
{
    private const int MaxName = StoreText.MaxPerson;
    private const int MaxText = 4000;
    private const int MaxMessages = 50;

    public static string Of(ChangeIntent intent, string instance)
    {
        var content = CanonicalJson.Write(Wanted(intent, ("instance", instance)));
        return IsTooLong(content) ? throw new ArgumentException($"A change has at most {IJournal.MaxEntryBytes} bytes.", nameof(intent)) : content;
    }

    /// <summary>What was refused, without what it would have sent: nothing came of it.</summary>
    public static string OfRefusal(ChangeIntent intent, string why) =>
        CanonicalJson.Write(Wanted(intent with { Baseline = null, Proposed = null }, ("note", StoreText.Bounded(why, MaxText))));

    public static string Of(ConsoleEvent happened) => CanonicalJson.Write(Without(new()
    {
        ["what"] = happened.What.ToString(),
        ["actor"] = StoreText.Bounded(happened.Actor, MaxName),
        ["person"] = StoreText.Bounded(happened.Person, MaxText),
        ["person_name"] = StoreText.Bounded(happened.PersonName, MaxName),
        ["reason"] = StoreText.Bounded(happened.Reason, MaxText),
        ["note"] = StoreText.Bounded(happened.Note, MaxText),
    }));

    private static JsonObject Wanted(ChangeIntent intent, (string Name, string? Value) more)
    {
        var content = Without(new()
        {
            ["actor"] = StoreText.Bounded(intent.Actor.Name, MaxName),
            ["role"] = intent.Actor.Role.ToString(),
            ["kind"] = intent.Kind,
            ["resource_id"] = intent.ResourceId,
            ["resource_name"] = StoreText.Bounded(intent.ResourceName, MaxName),
            ["operation"] = OperationText.Of(intent.Operation),
            ["reason"] = StoreText.Bounded(intent.Reason, MaxText),
            ["baseline"] = intent.Baseline?.DeepClone(),
            ["proposed"] = intent.Proposed?.DeepClone(),
            ["method"] = intent.Method,
            ["path"] = StoreText.Bounded(intent.Path, MaxText),
            ["correlation"] = StoreText.Bounded(intent.Correlation, MaxName),
            ["batch"] = intent.Batch?.ToString(),
            ["reverts"] = intent.Reverts?.ToString(),
        });
        content[more.Name] = more.Value;
        return content;
    }

    /// <summary>An outcome is always written: what cannot be kept of it is left out, and the entry says so.</summary>
    public static string Of(ChangeOutcome outcome, long? corrects)
    {
        try
        {
            var content = Write(outcome, corrects);
            return IsTooLong(content) ? Write(outcome with { After = new ResourceImage.Unknown(), Note = With(outcome.Note, "The image was too long to be kept.") }, corrects) : content;
        }
        catch (JsonException problem)
        {
            return Write(outcome with { After = new ResourceImage.Unknown(), Note = With(outcome.Note, $"The image could not be kept: {problem.Message}") }, corrects);
        }
    }

    public static string Of(OutsideChange change)
    {
        JsonObject content = new()
        {
            ["kind"] = change.Kind,
            ["resource_id"] = change.ResourceId,
            ["resource_name"] = StoreText.Bounded(change.ResourceName, MaxName),
            ["operation"] = OperationText.Of(change.Now is ResourceImage.Gone ? ChangeOperation.Delete : ChangeOperation.Update),
        };
        Without(content);
        Put(content, "baseline", change.Before);
        Put(content, "after", change.Now);
        var text = CanonicalJson.Write(content);
        return IsTooLong(text) ? throw new ArgumentException($"A change has at most {IJournal.MaxEntryBytes} bytes.", nameof(change)) : text;
    }

    /// <summary>The content; empty where somebody has made something else of it than JSON, which the check of the chain then tells.</summary>
    public static JsonObject Read(string content)
    {
        try
        {
            return JsonNode.Parse(content) as JsonObject ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public static ChangeIntent ReadIntent(string account, JsonObject content) => new()
    {
        Account = account,
        Actor = new(Text(content, "actor") ?? "", Enum.TryParse<Role>(Text(content, "role"), out var role) ? role : Role.Viewer),
        Kind = Text(content, "kind") ?? "",
        ResourceId = Text(content, "resource_id"),
        ResourceName = Text(content, "resource_name"),
        Operation = OperationText.Read(Text(content, "operation")),
        Reason = Text(content, "reason"),
        Baseline = content["baseline"] as JsonObject,
        Proposed = content["proposed"] as JsonObject,
        Method = Text(content, "method"),
        Path = Text(content, "path"),
        Correlation = Text(content, "correlation"),
        Batch = Id(content, "batch"),
        Reverts = Id(content, "reverts"),
    };

    public static ResourceImage Image(JsonObject content, string member) => content.TryGetPropertyValue(member, out var image)
        ? image is JsonObject json ? new ResourceImage.Known(json) : new ResourceImage.Gone()
        : new ResourceImage.Unknown();

    public static IReadOnlyList<ApiMessage> Messages(JsonObject content, string member) =>
        content[member] is JsonArray messages ? [.. messages.OfType<JsonObject>().Select(ReadMessage)] : [];

    public static string? Text(JsonObject content, string member) => content[member] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    public static long? Number(JsonObject content, string member) => content[member] is JsonValue value && value.TryGetValue(out long number) ? number : null;

    private static string Write(ChangeOutcome outcome, long? corrects)
    {
        var content = Without(new()
        {
            ["status"] = (int?)outcome.Answer.Status,
            ["ray"] = StoreText.Bounded(outcome.Answer.Ray, MaxName),
            ["errors"] = List(outcome.Answer.Errors),
            ["messages"] = List(outcome.Answer.Messages),
            ["duration_ms"] = outcome.Duration is { } duration ? (long)Math.Round(duration.TotalMilliseconds) : null,
            ["resource_id"] = StoreText.Plain(outcome.ResourceId),
            ["resource_name"] = StoreText.Bounded(outcome.ResourceName, MaxName),
            ["note"] = StoreText.Bounded(outcome.Note, MaxText),
            ["corrects"] = corrects,
        });
        Put(content, "after", outcome.After);
        return CanonicalJson.Write(content);
    }

    private static JsonObject Without(JsonObject content)
    {
        foreach (var name in content.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            content.Remove(name);
        }

        return content;
    }

    private static void Put(JsonObject content, string member, ResourceImage image)
    {
        if (image is not ResourceImage.Unknown)
        {
            content[member] = (image as ResourceImage.Known)?.Json.DeepClone();
        }
    }

    private static JsonArray? List(IReadOnlyList<ApiMessage> messages) =>
        messages.Count == 0 ? null : [.. messages.Take(MaxMessages).Select(message => Without(new()
        {
            ["code"] = message.Code,
            ["message"] = StoreText.Bounded(message.Message, MaxText),
            ["documentation_url"] = StoreText.Bounded(message.DocumentationUrl, MaxText),
            ["pointer"] = StoreText.Bounded(message.Source?.Pointer, MaxText),
        }))];

    private static ApiMessage ReadMessage(JsonObject message) => new()
    {
        Code = (int?)Number(message, "code"),
        Message = Text(message, "message") ?? "",
        DocumentationUrl = Text(message, "documentation_url"),
        Source = Text(message, "pointer") is { } pointer ? new() { Pointer = pointer } : null,
    };

    private static Guid? Id(JsonObject content, string member) => Guid.TryParse(Text(content, member), out var id) ? id : null;

    private static string With(string? note, string more) => note is null ? more : $"{note} {more}";

    private static bool IsTooLong(string content) => Encoding.UTF8.GetByteCount(content) > IJournal.MaxEntryBytes;
}

/// <summary>The operations as the store writes them.</summary>
internal static class OperationText
{
    private static readonly Dictionary<string, ChangeOperation> All = Enum.GetValues<ChangeOperation>().ToDictionary(Of, StringComparer.Ordinal);

    public static string Of(ChangeOperation operation) => operation switch
    {
        ChangeOperation.Create => "create",
        ChangeOperation.Update => "update",
        ChangeOperation.Delete => "delete",
        ChangeOperation.Revert => "revert",
        _ => throw new UnreachableException(),
    };

    public static ChangeOperation Read(string? text) => text is not null && All.TryGetValue(text, out var operation) ? operation : ChangeOperation.Update;
}
