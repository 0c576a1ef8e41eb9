using AdminPortal.Changes.Store;

namespace AdminPortal.Changes.Preferences;

/// <summary>What a person wants to find again: columns, page size, theme. Kept in the store, so that another browser has it too.</summary>
/// <remarks>A preference is a convenience. A page that gets <see cref="StoreUnavailableException"/> goes on with its default.</remarks>
public interface IPreferences
{
    /// <summary>The longest value, in bytes of UTF-8.</summary>
    const int MaxValueBytes = 4096;

    /// <summary>The longest person, in characters.</summary>
    const int MaxPersonLength = StoreText.MaxPerson;

    /// <summary>What the person wrote under this name, or null where nothing was written.</summary>
    /// <param name="person">The person whose preference it is; nobody reads another person's.</param>
    /// <param name="name">What the preference is for, such as <c>targets.columns</c>; at most 128 characters.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StoreUnavailableException">The store is not there.</exception>
    Task<string?> ReadAsync(string person, string name, CancellationToken cancellationToken);

    /// <summary>Writes a value in place of the one before.</summary>
    /// <param name="person">The person whose preference it is.</param>
    /// <param name="name">What the preference is for.</param>
    /// <param name="value">At most <see cref="MaxValueBytes"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">A key is empty or too long, or the value is too long.</exception>
    /// <exception cref="StoreUnavailableException">The store is not there; nothing was written.</exception>
    Task WriteAsync(string person, string name, string value, CancellationToken cancellationToken);
}
