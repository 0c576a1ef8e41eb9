using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Shell;

/// <summary>Makes calls in a person's name, and knows when one of them waits: for the rate limit, or to be tried again.</summary>
/// <param name="changed">Told, on any thread, when a wait begins, moves or ends.</param>
public sealed class Waiting(Action changed)
{
    /// <summary>The wait, or null while calls go on.</summary>
    public CallWait? Wait { get; private set; }

    /// <summary>Covers the calls that are made until it is disposed of.</summary>
    /// <param name="caller">Whose calls they are, for the gauge.</param>
    public IDisposable Begin(string caller) => new Covered(CallScope.Begin(caller), CallWatch.Start(Tell), this);

    private void Tell(CallWait? wait)
    {
        Wait = wait;
        changed();
    }

    private sealed class Covered(CallScope scope, CallWatch watch, Waiting waiting) : IDisposable
    {
        public void Dispose()
        {
            watch.Dispose();
            scope.Dispose();
            waiting.Wait = null;
        }
    }
}
