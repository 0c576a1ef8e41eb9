using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Tests.Changes.Access.Matrix;

/// <summary>The console's own guard of writes, and what happens just before it is asked.</summary>
internal sealed class Turnstile : IWriteGuard
{
    private int _asked;

    /// <summary>The guard; known once the console that it belongs to is.</summary>
    public IWriteGuard? Real { get; set; }

    /// <summary>What happens before the guard's answer, by how often it was asked, from 1.</summary>
    public Func<int, Task>? Before { get; set; }

    /// <summary>What happens after the guard's answer, while the call is on its way.</summary>
    public Func<int, Task>? After { get; set; }

    public async Task<string?> RefusalAsync(CancellationToken cancellationToken)
    {
        var times = Interlocked.Increment(ref _asked);
        await (Before?.Invoke(times) ?? Task.CompletedTask);
        var refusal = await Real!.RefusalAsync(cancellationToken);
        await (After?.Invoke(times) ?? Task.CompletedTask);
        return refusal;
    }
}
