namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>
/// One attempt: from sending the call to the last byte of its answer. The time that a call waits for its turn or for a retry is not the API's,
/// and an answer that breaks off halfway is no answer, so both belong here and not to the client.
/// </summary>
internal sealed class AttemptHandler(TimeProvider clock) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = new(Transport.Timeout, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, ended.Token);
            await response.Content.LoadIntoBufferAsync(Transport.LargestAnswer, ended.Token);
            return response;
        }
        catch (Exception problem)
        {
            response?.Dispose();
            if (problem is OperationCanceledException && late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new TaskCanceledException("The API did not answer in time.", new TimeoutException());
            }

            throw;
        }
    }
}
