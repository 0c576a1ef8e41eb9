using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Changes;

/// <summary>Looks for a write that got no answer. It is never sent a second time.</summary>
internal static class LostWrite
{
    /// <summary>A write may still be on its way when the first look does not find it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Looks at once and, unless that settles it, again after a moment. Null where the person would not wait for it: that the write may have landed
    /// must not get lost with the looking.
    /// </summary>
    public static async Task<ApiResult<T>?> LookAsync<T>(
        Func<CancellationToken, Task<ApiResult<T>>> read, Func<ApiResult<T>, bool> settles, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var first = await read(cancellationToken);
            if (settles(first))
            {
                return first;
            }

            await Task.Delay(Pause, time, cancellationToken);
            return await read(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
