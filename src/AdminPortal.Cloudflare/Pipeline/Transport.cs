using System.Net;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>The connections that all accounts share.</summary>
internal static class Transport
{
    /// <summary>An answer that takes longer, from the moment that its call is sent, is given up.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Far above the largest list that the API gives (1000 targets); what is larger is no answer to a console.</summary>
    public const long LargestAnswer = 32 * 1024 * 1024;

    /// <summary>
    /// No redirect is followed, so that a credential never follows one to another host; no cookie is kept, so that accounts stay apart; no trace id is sent to another company, and
    /// the connection's own spans, whose addresses hold ids, are not made: the pipeline has better ones.
    /// </summary>
    public static HttpMessageHandler Create() => new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };
}
