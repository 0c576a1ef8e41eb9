using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>Everything that a store's file holds, every column of every row, as one text.</summary>
internal static class StoreDump
{
    public static async Task<string> ReadAsync(string file)
    {
        await using SqliteConnection connection = new($"Data Source={file};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync();
        StringBuilder all = new();
        foreach (var table in await RowsAsync(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"))
        {
            all.Append(table).Append('\n');
            (await RowsAsync(connection, $"SELECT * FROM \"{table.Trim()}\"")).ForEach(row => all.Append(row).Append('\n'));
        }

        return all.ToString();
    }

    private static async Task<List<string>> RowsAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(string.Join('\t', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        }

        return rows;
    }

    /// <summary>Bytes are read as the text that they may be.</summary>
    private static string Text(object value) => value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
