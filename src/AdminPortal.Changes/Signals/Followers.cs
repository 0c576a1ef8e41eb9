using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Signals;

/// <summary>Those who want to be told something; one that fails keeps nobody else from being told.</summary>
internal sealed class Followers<T>(ILogger log)
{
    private ImmutableList<Action<T>> _followers = [];

    /// <summary>Adds one, until the result is disposed of.</summary>
    public IDisposable Add(Action<T> follower)
    {
        ImmutableInterlocked.Update(ref _followers, followers => followers.Add(follower));
        return new Following(() => ImmutableInterlocked.Update(ref _followers, followers => followers.Remove(follower)));
    }

    /// <summary>Tells all of them.</summary>
    public void Tell(T what)
    {
        foreach (var follower in _followers)
        {
            try
            {
                follower(what);
            }
            catch (Exception problem)
            {
                log.LogError(problem, "Somebody who was told {What} failed on it.", typeof(T).Name);
            }
        }
    }
}
