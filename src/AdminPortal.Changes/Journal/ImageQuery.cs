using System.Data.Common;
using System.Text.Json;
using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Journal;

/// <summary>Reads with plain SQL what is asked whenever somebody opens a form or a list: where the journal ends, and how it last knew what was read.</summary>
internal static class ImageQuery
{
    /// <summary>The number of the account's last entry, or zero.</summary>
    public static async Task<long> PositionAsync(DbConnection connection, string account, CancellationToken cancellationToken)
    {
        await using var command = connection.Ask("""SELECT "LastSequence" FROM "Heads" WHERE "Account" = @account""", ("account", account));
        return await command.ExecuteScalarAsync(cancellationToken) is long position ? position : 0;
    }

    /// <summary>The last entries that tell how these resources are, for those of which one does.</summary>
    public static async Task<List<(string Id, long Sequence, string Content)>> LastAsync(
        DbConnection connection, StoreEngine engine, string account, string kind, string[] ids, CancellationToken cancellationToken)
    {
        await using var command = connection.Ask(
            $"""
            SELECT r."ResourceId", e."Sequence", e."Content" FROM "Resources" r
            JOIN "Entries" e ON e."Account" = r."Account" AND e."Sequence" = r."ImageSequence"
            WHERE r."Account" = @account AND r."Kind" = @kind AND r."ResourceId" IN ({engine.Strings("ids")})
            """,
            ("account", account), ("kind", kind), ("ids", JsonSerializer.Serialize(ids)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<(string Id, long Sequence, string Content)> found = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add((reader.GetString(0), reader.GetInt64(1), reader.GetString(2)));
        }

        return found;
    }
}
