using System.Security.Cryptography;
using System.Text;
using AdminPortal.Cloudflare.Configuration;

namespace AdminPortal.Cloudflare.Pipeline.Budget;

/// <summary>Has every attempt whose turn has come in this instance wait until the other instances leave room for it.</summary>
internal sealed class SharedBudgetHandler(ISharedBudget budget, IRateGate gate, Credential credential, TimeProvider clock, ApiMeter? meter = null) : DelegatingHandler
{
    private const int NameLength = 32;

    private readonly string _name = NameOf(credential);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (quota, window) = gate.Limit;
        var (begun, priority) = (clock.GetTimestamp(), CallScope.Current.Priority);
        using var counted = await budget.TakeAsync(_name, quota, window, priority, cancellationToken);
        var took = clock.GetElapsedTime(begun);
        CloudflareTrace.Waited(took, "shared");
        meter?.Waited(took, priority, "shared");
        return await base.SendAsync(request, cancellationToken);
    }

    /// <summary>What all instances call the credential: the beginning of its hash.</summary>
    private static string NameOf(Credential credential) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(credential switch
    {
        Credential.Token token => token.Value.Reveal(),
        Credential.EmailAndKey key => $"{key.Email} {key.Key.Reveal()}",
        _ => throw new System.Diagnostics.UnreachableException(),
    })))[..NameLength];
}
