using System.Text;
using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Preferences;

/// <summary>Preferences in the store.</summary>
internal sealed class StoredPreferences(PortalStore store) : IPreferences
{
    /// <inheritdoc/>
    public Task<string?> ReadAsync(string person, string name, CancellationToken cancellationToken)
    {
        StoreText.CheckPerson(person);
        StoreText.Check(name, nameof(name));
        return store.ReadAsync(
            (context, token) => context.Preferences.Where(row => row.Person == person && row.Name == name).Select(row => row.Value).SingleOrDefaultAsync(token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task WriteAsync(string person, string name, string value, CancellationToken cancellationToken)
    {
        StoreText.CheckPerson(person);
        StoreText.Check(name, nameof(name));
        ArgumentNullException.ThrowIfNull(value);
        if (Encoding.UTF8.GetByteCount(value) > IPreferences.MaxValueBytes)
        {
            throw new ArgumentException($"A preference has at most {IPreferences.MaxValueBytes} bytes.", nameof(value));
        }

        if (value.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("A preference is text, which holds no zero character.", nameof(value));
        }

        // One statement, so that two browsers of one person cannot both find nothing and both insert.
        return store.WriteAsync(
            (context, token) => context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Preferences" ("Person", "Name", "Value") VALUES ({person}, {name}, {value})
                ON CONFLICT ("Person", "Name") DO UPDATE SET "Value" = excluded."Value"
                """,
                token),
            cancellationToken);
    }
}
