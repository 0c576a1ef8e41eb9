namespace AdminPortal.Changes.Presence;

/// <summary>Knows which resources are open in whose forms, on this instance and on those that share its store. It only tells: nobody is kept from anything by it (ADR 26).</summary>
public interface IOpenForms
{
    /// <summary>Enters a form, until what is returned is disposed of.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="kindPath">The kind, by its path.</param>
    /// <param name="id">The resource.</param>
    /// <param name="person">Who has it open.</param>
    /// <param name="changed">Told, on any thread, when somebody else comes or goes; not for each of their windows.</param>
    IOpenForm Enter(string accountId, string kindPath, string id, string person, Action changed);
}

/// <summary>One open form.</summary>
public interface IOpenForm : IDisposable
{
    /// <summary>The other forms of the resource, the longest open first.</summary>
    IReadOnlyList<OpenForm> Others { get; }
}

/// <summary>A form that is open.</summary>
/// <param name="Person">Who has it open.</param>
/// <param name="Since">Since when.</param>
public sealed record OpenForm(string Person, DateTimeOffset Since);
