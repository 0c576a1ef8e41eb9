using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Drafts;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>Drafts in memory, as the store keeps them over circuits: as text, so that nobody shares an object with them.</summary>
internal sealed class KeptDrafts(TimeProvider time) : IDrafts
{
    private readonly ConcurrentDictionary<(string Person, DraftSubject Subject), Draft> _kept = new();

    /// <summary>How often something was kept.</summary>
    public int Writes { get; private set; }

    /// <summary>Instead of an answer, where it is set: a store that is broken or slow.</summary>
    public Func<Task>? Instead { get; set; }

    /// <summary>What keeping leads to.</summary>
    public DraftKeeping Keeping { get; set; }

    public IReadOnlyCollection<Draft> Of(string person) => [.. _kept.Where(draft => draft.Key.Person == person).Select(draft => draft.Value)];

    public async Task<DraftKeeping> KeepAsync(string person, DraftSubject subject, DraftContent content, CancellationToken cancellationToken)
    {
        await (Instead?.Invoke() ?? Task.CompletedTask);
        if (Keeping == DraftKeeping.Kept)
        {
            Writes++;
            _kept[(person, subject)] = new(subject, Copy(content), time.GetUtcNow());
        }

        return Keeping;
    }

    public async Task<Draft?> FindAsync(string person, DraftSubject subject, CancellationToken cancellationToken)
    {
        await (Instead?.Invoke() ?? Task.CompletedTask);
        return _kept.GetValueOrDefault((person, subject)) is { } draft ? draft with { Content = Copy(draft.Content) } : null;
    }

    public async Task<IReadOnlyList<DraftNote>> ListAsync(string person, CancellationToken cancellationToken)
    {
        await (Instead?.Invoke() ?? Task.CompletedTask);
        return [.. Of(person).OrderByDescending(draft => draft.UpdatedAt).Select(draft => new DraftNote(draft.Subject, draft.Content.ResourceName, draft.UpdatedAt))];
    }

    public async Task DeleteAsync(string person, DraftSubject subject, CancellationToken cancellationToken)
    {
        await (Instead?.Invoke() ?? Task.CompletedTask);
        _kept.TryRemove((person, subject), out _);
    }

    public Task<int> ExpireAsync(CancellationToken cancellationToken) => Task.FromResult(0);

    private static DraftContent Copy(DraftContent content) => content with { Baseline = Copy(content.Baseline), Input = Copy(content.Input)! };

    private static JsonObject? Copy(JsonObject? input) => input is null ? null : JsonNode.Parse(input.ToJsonString())!.AsObject();
}
