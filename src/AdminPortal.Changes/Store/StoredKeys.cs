using System.Data.Common;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Data.Sqlite;

namespace AdminPortal.Changes.Store;

/// <summary>The data-protection key ring in the store, so that a restart signs nobody out.</summary>
/// <remarks>
/// The ring is read before the first answer, at every start. Reading is therefore plain SQL: it does not pay for EF Core's model, which no
/// other part of the first answer needs. Writing happens once in three months and goes the way of everything else.
/// </remarks>
internal sealed class StoredKeys(StoreFolder folder, PortalStore store) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        if (!File.Exists(folder.File))
        {
            return [];
        }

        try
        {
            using SqliteConnection connection = new(folder.ConnectionString(SqliteOpenMode.ReadWrite));
            connection.Open();
            return TableExists(connection) ? ReadAll(connection) : [];
        }
        catch (DbException problem)
        {
            throw new StoreUnavailableException(folder.File, problem);
        }
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => StoreAsync(element, friendlyName).GetAwaiter().GetResult();

    private static bool TableExists(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'DataProtectionKeys'";
        return command.ExecuteScalar() is not null;
    }

    private static List<XElement> ReadAll(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Xml FROM DataProtectionKeys ORDER BY Id";
        using var reader = command.ExecuteReader();
        List<XElement> keys = [];
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(0)));
        }

        return keys;
    }

    private async Task StoreAsync(XElement element, string friendlyName)
    {
        await using var context = await store.OpenAsync(CancellationToken.None);
        context.DataProtectionKeys.Add(new() { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        await context.SaveChangesAsync();
    }
}
