using System.Collections.Concurrent;

namespace AdminPortal.Forms;

/// <summary>The forms of this process with something typed that is not kept yet, so that it is kept before the process ends.</summary>
internal sealed class OpenDrafts
{
    private readonly ConcurrentDictionary<object, Func<Task>> _pending = new(ReferenceEqualityComparer.Instance);

    /// <summary>A form has something to keep.</summary>
    /// <param name="form">The form.</param>
    /// <param name="flush">Keeps it; on any thread.</param>
    public void Add(object form, Func<Task> flush) => _pending[form] = flush;

    /// <summary>A form has nothing to keep any more.</summary>
    public void Remove(object form) => _pending.TryRemove(form, out _);

    /// <summary>Keeps everything.</summary>
    public Task FlushAsync() => Task.WhenAll(_pending.Values.Select(flush => flush()));
}
