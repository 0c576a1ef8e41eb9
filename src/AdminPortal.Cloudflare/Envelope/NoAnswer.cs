namespace AdminPortal.Cloudflare.Envelope;

/// <summary>What it means that no answer came: in words of our own, since an exception's may quote what was sent.</summary>
internal static class NoAnswer
{
    public static ApiFailure.Unreachable From(HttpMethod method, Exception problem)
    {
        var (reason, sent) = Explain(problem);
        return new(reason, MayHaveLanded: sent && method != HttpMethod.Get, ApiAnswer.None);
    }

    private static (string Reason, bool Sent) Explain(Exception problem) => problem switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => ("The API's host name could not be resolved.", false),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => ("No connection to the API could be made.", false),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => ("No secure connection to the API could be made: its certificate, or that of a proxy in between, may not be trusted.", false),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => ("The proxy made no connection to the API.", false),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => ("The API's answer is larger than is taken.", true),
        OperationCanceledException => ("The API did not answer in time.", true),
        _ => ("The connection to the API broke before its answer was complete.", true),
    };
}
