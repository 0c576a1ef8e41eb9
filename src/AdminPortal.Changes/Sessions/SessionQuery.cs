using System.Data.Common;
using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Sessions;

/// <summary>Reads one session with plain SQL: every request asks for its own.</summary>
internal static class SessionQuery
{
    private const string Columns =
        """
        "Id", "Person", "Name", "Issuer", "Subject", "ProviderSession", "From", "Ticket", "BegunAt", "UsedAt", "ExpiresAt", "EndedAt", "End", "EndedBy"
        """;

    /// <summary>The session of this id, or null where there is none.</summary>
    public static async Task<SessionRow?> FindAsync(DbConnection connection, string id, CancellationToken cancellationToken)
    {
        await using var command = connection.Ask($"""SELECT {Columns} FROM "Sessions" WHERE "Id" = @id""", ("id", id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Row(reader) : null;
    }

    private static SessionRow Row(DbDataReader reader) => new()
    {
        Id = reader.GetString(0),
        Person = reader.GetString(1),
        Name = reader.GetString(2),
        Issuer = Text(reader, 3),
        Subject = Text(reader, 4),
        ProviderSession = Text(reader, 5),
        From = Text(reader, 6),
        Ticket = reader.GetFieldValue<byte[]>(7),
        BegunAt = reader.GetInt64(8),
        UsedAt = reader.GetInt64(9),
        ExpiresAt = reader.GetInt64(10),
        EndedAt = reader.IsDBNull(11) ? null : reader.GetInt64(11),
        End = Text(reader, 12),
        EndedBy = Text(reader, 13),
    };

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
