using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Lists;

/// <summary>
/// The one page that a circuit reads before it is asked for. It is held until it is shown, another page is wanted, or half a minute is
/// over, whichever comes first; so a circuit holds two pages at most, and a page that is shown is never older than that.
/// </summary>
/// <typeparam name="TResource">The kind's resource.</typeparam>
/// <param name="time">The clock.</param>
internal sealed class PageAhead<TResource>(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(30);

    /// <summary>How long somebody waits for a read that nobody waited for when it began: after that, an urgent one joins it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private Entry? _entry;

    /// <summary>Reads a page ahead, unless it is there or on its way.</summary>
    /// <param name="address">The list's address that shows the page.</param>
    /// <param name="read">Reads it.</param>
    public void Begin(string address, Func<CancellationToken, Task<BriefRead<ListPage<TResource>>>> read)
    {
        if (_entry?.Address == address)
        {
            return;
        }

        Entry entry = new(address, read);
        Interlocked.Exchange(ref _entry, entry)?.Dispose();
        entry.ForgetWith(time.CreateTimer(_ => Forget(entry), null, KeptFor, Timeout.InfiniteTimeSpan));
    }

    /// <summary>Takes the page out if it is the one of this address; any other one is dropped. Who takes it disposes of it.</summary>
    public Entry? Take(string address)
    {
        var entry = Interlocked.Exchange(ref _entry, null);
        if (entry?.Address == address)
        {
            return entry;
        }

        entry?.Dispose();
        return null;
    }

    /// <summary>Drops the page that is there or on its way; another one may be read ahead.</summary>
    public void Drop() => Interlocked.Exchange(ref _entry, null)?.Dispose();

    /// <inheritdoc/>
    public void Dispose() => Drop();

    private void Forget(Entry entry)
    {
        if (Interlocked.CompareExchange(ref _entry, null, entry) == entry)
        {
            entry.Dispose();
        }
    }

    /// <summary>A page that is being read, or was.</summary>
    internal sealed class Entry : IDisposable
    {
        private readonly CancellationTokenSource _call = new();
        private readonly Task<BriefRead<ListPage<TResource>>?> _page;
        private ITimer? _forget;

        public Entry(string address, Func<CancellationToken, Task<BriefRead<ListPage<TResource>>>> read)
        {
            Address = address;
            _page = ReadAsync(read);
        }

        public string Address { get; }

        /// <summary>The page, or null where it did not come in time: the caller then reads it itself, and shares the call that is still under way.</summary>
        public async Task<BriefRead<ListPage<TResource>>?> PageAsync(TimeProvider time, CancellationToken cancellationToken)
        {
            try
            {
                return await _page.WaitAsync(Patience, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                return null;
            }
        }

        public void ForgetWith(ITimer timer) => _forget = timer;

        public void Dispose()
        {
            _forget?.Dispose();
            _call.Cancel();
            _call.Dispose();
        }

        /// <summary>A failure is not worth keeping: who asks in earnest asks again, and is told.</summary>
        private async Task<BriefRead<ListPage<TResource>>?> ReadAsync(Func<CancellationToken, Task<BriefRead<ListPage<TResource>>>> read)
        {
            try
            {
                var page = await read(_call.Token);
                return page.Result is ApiResult<ListPage<TResource>>.Ok ? page : null;
            }
            catch (OperationCanceledException)
            {
                return null;
            }
        }
    }
}
