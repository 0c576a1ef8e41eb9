using System.Reflection;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>The journal of a store that is away, for what has to go on without it.</summary>
public class AwayJournal : DispatchProxy
{
    /// <summary>The journal.</summary>
    public static IJournal New() => Create<IJournal, AwayJournal>();

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new StoreUnavailableException("There is no store.");
}
