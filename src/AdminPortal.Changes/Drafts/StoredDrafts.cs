using System.Data.Common;
using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Changes.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Drafts;

/// <summary>Drafts in the store.</summary>
internal sealed class StoredDrafts(PortalStore store, TimeSpan kept, TimeProvider time, ChangesMeter? meter = null) : IDrafts
{
    private static readonly TimeSpan ExpireEvery = TimeSpan.FromDays(1);

    private DateTimeOffset _expired = DateTimeOffset.MinValue;

    private long Oldest => StoredTime.Write(time.GetUtcNow() - kept);

    /// <inheritdoc/>
    public async Task<DraftKeeping> KeepAsync(string person, DraftSubject subject, DraftContent content, CancellationToken cancellationToken)
    {
        Check(person, subject);
        ArgumentNullException.ThrowIfNull(content);
        var text = CanonicalJson.Write(new JsonObject { ["baseline"] = content.Baseline?.DeepClone(), ["input"] = content.Input.DeepClone(), ["field"] = content.Field });
        if (Encoding.UTF8.GetByteCount(text) > IDrafts.MaxBytes)
        {
            return Counted(DraftKeeping.TooLong);
        }

        if (time.GetUtcNow() - _expired > ExpireEvery)
        {
            await ExpireAsync(cancellationToken);
        }

        var (now, name) = (StoredTime.Write(time.GetUtcNow()), StoreText.Bounded(content.ResourceName, StoreText.MaxPerson));
        return Counted(await store.WriteAsync(
            async (context, token) =>
            {
                var others = await context.Drafts.CountAsync(
                    draft => draft.Person == person && !(draft.Account == subject.Account && draft.Kind == subject.Kind && draft.ResourceId == subject.ResourceId), token);
                if (others >= IDrafts.MaxPerPerson)
                {
                    return DraftKeeping.TooMany;
                }

                // One statement, so that two browsers of one person cannot both find nothing and both insert.
                await context.Database.ExecuteSqlAsync(
                    $"""
                    INSERT INTO "Drafts" ("Person", "Account", "Kind", "ResourceId", "ResourceName", "Content", "UpdatedAt")
                    VALUES ({person}, {subject.Account}, {subject.Kind}, {subject.ResourceId}, {name}, {text}, {now})
                    ON CONFLICT ("Person", "Account", "Kind", "ResourceId")
                    DO UPDATE SET "ResourceName" = excluded."ResourceName", "Content" = excluded."Content", "UpdatedAt" = excluded."UpdatedAt"
                    """,
                    token);
                return DraftKeeping.Kept;
            },
            cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<Draft?> FindAsync(string person, DraftSubject subject, CancellationToken cancellationToken)
    {
        Check(person, subject);
        if (await store.ReadPlainlyAsync((connection, token) => FindAsync(connection, person, subject, token), cancellationToken) is not (var name, { } text, var at) || at < Oldest)
        {
            return null;
        }

        var content = EntryContent.Read(text);
        return new(subject, new(content["baseline"] as JsonObject, content["input"] as JsonObject ?? [], EntryContent.Text(content, "field"), name), StoredTime.Read(at));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DraftNote>> ListAsync(string person, CancellationToken cancellationToken)
    {
        StoreText.CheckPerson(person);
        var rows = await store.ReadAsync(
            (context, token) => context.Drafts.AsNoTracking().Where(draft => draft.Person == person && draft.UpdatedAt >= Oldest)
                .OrderByDescending(draft => draft.UpdatedAt).ThenBy(draft => draft.Account).ThenBy(draft => draft.Kind).ThenBy(draft => draft.ResourceId)
                .Select(draft => new { draft.Account, draft.Kind, draft.ResourceId, draft.ResourceName, draft.UpdatedAt }).ToListAsync(token),
            cancellationToken);
        return [.. rows.Select(row => new DraftNote(new(row.Account, row.Kind, row.ResourceId), row.ResourceName, StoredTime.Read(row.UpdatedAt)))];
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string person, DraftSubject subject, CancellationToken cancellationToken)
    {
        Check(person, subject);
        var removed = await store.WriteAsync((context, token) => Of(context, person, subject).ExecuteDeleteAsync(token), cancellationToken);
        meter?.Drafted("delete", "removed", removed);
    }

    /// <inheritdoc/>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var (now, oldest) = (time.GetUtcNow(), Oldest);
        var removed = await store.WriteAsync((context, token) => context.Drafts.Where(draft => draft.UpdatedAt < oldest).ExecuteDeleteAsync(token), cancellationToken);
        _expired = now;
        meter?.Drafted("expire", "removed", removed);
        return removed;
    }

    /// <summary>Every form that opens asks whether there is one.</summary>
    private static async Task<(string? Name, string? Content, long At)> FindAsync(DbConnection connection, string person, DraftSubject subject, CancellationToken cancellationToken)
    {
        await using var command = connection.Ask(
            """
            SELECT "ResourceName", "Content", "UpdatedAt" FROM "Drafts"
            WHERE "Person" = @person AND "Account" = @account AND "Kind" = @kind AND "ResourceId" = @resource
            """,
            ("person", person), ("account", subject.Account), ("kind", subject.Kind), ("resource", subject.ResourceId));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.IsDBNull(0) ? null : reader.GetString(0), reader.GetString(1), reader.GetInt64(2)) : default;
    }

    private DraftKeeping Counted(DraftKeeping kept)
    {
        meter?.Drafted("keep", Words.Of(kept.ToString()));
        return kept;
    }

    private static IQueryable<DraftRow> Of(PortalDbContext context, string person, DraftSubject subject) => context.Drafts.AsNoTracking().Where(
        draft => draft.Person == person && draft.Account == subject.Account && draft.Kind == subject.Kind && draft.ResourceId == subject.ResourceId);

    private static void Check(string person, DraftSubject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        StoreText.CheckPerson(person);
        StoreText.Check(subject.Account, nameof(subject));
        StoreText.Check(subject.Kind, nameof(subject));
        StoreText.Check(subject.ResourceId, nameof(subject));
    }
}
