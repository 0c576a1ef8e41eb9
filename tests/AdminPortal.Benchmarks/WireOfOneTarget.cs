using System.Net;
using System.Text;

namespace AdminPortal.Benchmarks;

/// <summary>Stands where the network would: answers every call with the same target, at once.</summary>
internal sealed class WireOfOneTarget : HttpMessageHandler
{
    public const string AccountId = "023e105f4ecef8ad9ca31a8372d0c353";
    public const string TargetId = "0191dce4-9ab4-7fce-b660-8e5dec5172da";

    private static readonly byte[] Answer = Encoding.UTF8.GetBytes(
        $$"""
        {
          "success": true, "errors": [], "messages": [],
          "result": {
            "id": "{{TargetId}}", "hostname": "app-1.example.com", "created_at": "2026-01-02T03:04:05Z", "modified_at": "2026-01-02T03:04:05Z",
            "ip": {
              "ipv4": { "ip_addr": "192.0.2.10", "virtual_network_id": "c77b744e-acc8-428f-9257-6878c046ed55" },
              "ipv6": { "ip_addr": "2001:db8::10", "virtual_network_id": "c77b744e-acc8-428f-9257-6878c046ed55" }
            },
            "tags": { "environment": "production", "team": "network" }
          }
        }
        """);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A body is serialized when it is read, so a wire that did not read it would leave that out of the figures.
        await (request.Content?.CopyToAsync(Stream.Null, cancellationToken) ?? Task.CompletedTask);
        HttpResponseMessage response = new(HttpStatusCode.OK) { Content = new ByteArrayContent(Answer), RequestMessage = request };
        response.Content.Headers.ContentType = new("application/json");
        // No limit worth waiting for: the figures are the portal's own time, not its pacing.
        response.Headers.TryAddWithoutValidation("Ratelimit", "\"default\";r=1000000000;t=300");
        response.Headers.TryAddWithoutValidation("Ratelimit-Policy", "\"default\";q=1000000000;w=300");
        response.Headers.TryAddWithoutValidation("cf-ray", "8f0a1b2c3d4e5f60-FRA");
        return response;
    }
}
