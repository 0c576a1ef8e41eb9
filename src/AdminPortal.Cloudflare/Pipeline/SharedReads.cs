using System.Collections.Concurrent;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>
/// Makes identical reads that are under way one call. A read that begins after a write has ended never joins one that began before, since
/// it could bring back what was before the write; for what other instances write, its <see cref="ReadEdition"/> tells before from after.
/// </summary>
internal sealed class SharedReads : DelegatingHandler
{
    private readonly ConcurrentDictionary<string, SharedRead<ReadAnswer>> _underWay = new(StringComparer.Ordinal);
    private long _writes;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            return (await ReadAsync(request, cancellationToken)).ToResponse(request);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            Interlocked.Increment(ref _writes);
        }
    }

    private async Task<ReadAnswer> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = Key(request);
        while (true)
        {
            SharedRead<ReadAnswer> mine = new(CallScope.Current.Copy());
            var read = _underWay.GetOrAdd(key, mine);
            using var member = read.Join();
            if (member is null)
            {
                // Its last member has just gone; whoever goes takes it away.
                _underWay.TryRemove(new(key, read));
                continue;
            }

            if (ReferenceEquals(read, mine))
            {
                var copy = Copy(request);
                mine.Begin(abandoned => AskAsync(copy, abandoned), () => _underWay.TryRemove(new(key, mine)));
            }

            return await read.Answer.WaitAsync(cancellationToken);
        }
    }

    private async Task<ReadAnswer> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        using (var response = await base.SendAsync(request, cancellationToken))
        {
            return await ReadAnswer.OfAsync(response);
        }
    }

    private string Key(HttpRequestMessage request) => string.Join(
        '\n',
        request.Headers.NonValidated.Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.OrdinalIgnoreCase)
            .Prepend(request.RequestUri!.AbsoluteUri)
            .Prepend(Interlocked.Read(ref _writes).ToString())
            .Prepend(ReadEdition.Current.ToString()));

    /// <summary>The first caller's own request ends with its caller, who may go before the others.</summary>
    private static HttpRequestMessage Copy(HttpRequestMessage request)
    {
        HttpRequestMessage copy = new(request.Method, request.RequestUri) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var header in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        if (request.Options.TryGetValue(ApiRequester.PathTemplate, out var template))
        {
            copy.Options.Set(ApiRequester.PathTemplate, template);
        }

        return copy;
    }
}
