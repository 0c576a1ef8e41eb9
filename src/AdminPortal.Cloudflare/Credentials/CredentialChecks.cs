using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Cloudflare.Credentials;

/// <summary>Checks what the configured credentials are and what they may read, and keeps the last findings for whoever shows them. Nothing waits for it.</summary>
/// <param name="accounts">The configured accounts.</param>
/// <param name="kinds">The kinds to probe.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">Gets a warning for each token that needs somebody's attention.</param>
public sealed class CredentialChecks(ICloudflareAccounts accounts, IReadOnlyList<ResourceKind> kinds, TimeProvider clock, ILogger<CredentialChecks> log)
{
    private readonly Lock _lock = new();
    private volatile CheckState _state = new(IsRunning: false, new Dictionary<string, AccountCheck>());
    private Task _running = Task.CompletedTask;

    /// <summary>A check began or ended. Raised on any thread; a listener must neither block nor throw: a component passes on to <c>InvokeAsync</c>.</summary>
    public event Action? Changed;

    /// <summary>As it is now.</summary>
    public CheckState State => _state;

    /// <summary>Checks every account, or joins the check that is under way.</summary>
    /// <param name="caller">Who asks, as the gauge shows it.</param>
    /// <param name="priority">Whether somebody waits.</param>
    /// <param name="cancellationToken">Ends the check for all who joined it; to stop waiting, cancel the waiting.</param>
    public Task CheckAsync(string caller, CallPriority priority, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_running.IsCompleted)
            {
                _running = Task.Run(() => RunAsync(caller, priority, cancellationToken), cancellationToken);
            }

            return _running;
        }
    }

    private async Task RunAsync(string caller, CallPriority priority, CancellationToken cancellationToken)
    {
        using var scope = CallScope.Begin(caller, priority);
        try
        {
            Show(_state with { IsRunning = true });
            var rounds = accounts.All.GroupBy(account => account.Credential).Select(group => new CredentialRound([.. group], kinds, clock).RunAsync(cancellationToken));
            var found = (await Task.WhenAll(rounds)).SelectMany(round => round).ToDictionary(StringComparer.OrdinalIgnoreCase);
            foreach (var (account, check) in found)
            {
                Warn(account, check.Token);
            }

            Show(new(IsRunning: false, found));
        }
        finally
        {
            if (_state.IsRunning)
            {
                Show(_state with { IsRunning = false });
            }
        }
    }

    private void Show(CheckState state)
    {
        _state = state;
        Changed?.Invoke();
    }

    private void Warn(string account, TokenCheck check)
    {
        switch (check)
        {
            case TokenCheck.Known known when known.HealthAt(clock.GetUtcNow()) is not TokenHealth.Good and var health:
                log.LogWarning("The token of account {Account} needs attention: {Health}, status {Status}, expires {Expires}", account, health, known.Token.Status, known.Token.ExpiresOn);
                break;
            case TokenCheck.Refused refused:
                log.LogWarning("The token of account {Account} is refused by its check: status {Status}, ray {Ray}", account, (int?)refused.Failure.Answer.Status, refused.Failure.Answer.Ray);
                break;
            default:
                break;
        }
    }
}

/// <summary>Where the checks stand.</summary>
/// <param name="IsRunning">Whether one is under way.</param>
/// <param name="Accounts">The last findings by account id; empty before the first check has ended.</param>
public sealed record CheckState(bool IsRunning, IReadOnlyDictionary<string, AccountCheck> Accounts);
