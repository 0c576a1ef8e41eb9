using System.Collections.Concurrent;
using System.Reflection;
using AdminPortal.Changes.Journal;

namespace AdminPortal.Tests.Changes.Outside;

/// <summary>A journal that counts what it is asked, or never answers.</summary>
public class CountedJournal : DispatchProxy
{
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);
    private IJournal _inner = null!;
    private bool _hangs;

    /// <summary>This, as what it is used for.</summary>
    public IJournal Journal => (IJournal)(object)this;

    public static CountedJournal Over(IJournal journal, bool hangs = false)
    {
        var counted = (CountedJournal)Create<IJournal, CountedJournal>();
        (counted._inner, counted._hangs) = (journal, hangs);
        return counted;
    }

    public int CallsOf(string method) => _calls.GetValueOrDefault(method);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _calls.AddOrUpdate(targetMethod!.Name, 1, (_, calls) => calls + 1);
        return _hangs ? new TaskCompletionSource<long>().Task : targetMethod.Invoke(_inner, args);
    }
}
