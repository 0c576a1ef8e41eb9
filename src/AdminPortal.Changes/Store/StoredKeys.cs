using System.Data.Common;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AdminPortal.Changes.Store;

/// <summary>The data-protection key ring in the store, so that a restart signs nobody out.</summary>
/// <remarks>
/// The ring is read before the first answer, at every start. Reading is therefore plain SQL: it does not pay for EF Core's model, which no
/// other part of the first answer needs. Writing happens once in three months and goes the way of everything else.
/// </remarks>
internal sealed class StoredKeys(PortalStore store) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        try
        {
            using var connection = store.Engine.OpenExisting("DataProtectionKeys");
            return connection is null ? [] : ReadAll(connection);
        }
        catch (DbException problem)
        {
            throw new StoreUnavailableException(store.Engine, problem, mayHaveLanded: false);
        }
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => StoreAsync(element, friendlyName).GetAwaiter().GetResult();

    private static List<XElement> ReadAll(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Xml" FROM "DataProtectionKeys" ORDER BY "Id" """;
        using var reader = command.ExecuteReader();
        List<XElement> keys = [];
        while (reader.Read())
        {
            keys.Add(XElement.Parse(reader.GetString(0)));
        }

        return keys;
    }

    private Task<int> StoreAsync(XElement element, string friendlyName) => store.WriteAsync(
        (context, token) =>
        {
            context.DataProtectionKeys.Add(new() { FriendlyName = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
            return context.SaveChangesAsync(token);
        },
        CancellationToken.None);
}
