using System.Reflection;
using AdminPortal.Changes;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Health;
using AdminPortal.Security;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AdminPortal.Status;

/// <summary>The configured accounts with their credentials and what these may do, and the console itself.</summary>
/// <remarks>It shows what is known when it is opened, and renders again only when a check begins or ends or shows something new.</remarks>
public sealed partial class StatusPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private Actor _actor = new("", Role.Viewer);
    private IReadOnlyList<AccountClient> _shown = [];
    private bool? _storeAnswers;
    private int _round;
    private DateTimeOffset _readAt;

    /// <summary>The part of the page that the address names.</summary>
    [Parameter]
    public string? Part { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal Visibility Visible { get; set; } = null!;

    [Inject]
    internal CloudflareSettings Cloudflare { get; set; } = null!;

    [Inject]
    internal CredentialChecks Checks { get; set; } = null!;

    [Inject]
    internal CheckOnDemand OnDemand { get; set; } = null!;

    [Inject]
    internal HealthCheckService Health { get; set; } = null!;

    [Inject]
    internal ReaderTime Reader { get; set; } = null!;

    [Inject]
    internal TimeProvider Clock { get; set; } = null!;

    private static string Version { get; } =
        typeof(StatusPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    private CheckState State => Checks.State;

    private bool ShowsConsole => Part is not null && Visible.MayAdminister(_actor);

    private string CheckLine => State switch
    {
        { IsRunning: true } => "Checking: one read of each kind, and a question about each token. It waits for its turn where the rate limit is used up…",
        { Accounts.Count: 0 } => "Not checked yet. The console checks by itself once a day, and says here what it finds.",
        _ => "The console checks by itself once a day; every call that anybody makes keeps the tables below up to date.",
    };

    private TokenWords StoreAnswer => _storeAnswers switch
    {
        null => new(Tone.Quiet, "Asking…"),
        true => new(Tone.Good, "Answers"),
        false => new(Tone.Bad, "Does not answer. The console's log says why; the settings that begin with Store say where it is looked for."),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        Checks.Changed -= ShowAgain;
        Reader.ZoneLearned -= ShowAgain;
        foreach (var account in Accounts.All)
        {
            account.Access.Changed -= ShowAgain;
        }

        _left.Cancel();
        _left.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Checks.Changed += ShowAgain;
        Reader.ZoneLearned += ShowAgain;
        foreach (var account in Accounts.All)
        {
            account.Access.Changed += ShowAgain;
        }

        _actor = (await Authentication).User.ToActor();
        _shown = Visible.AccountsOf(_actor);
        await UntilLeftAsync(AskStoreAsync);
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _readAt = Clock.GetUtcNow();

    private void ReadAgain()
    {
        _round++;
        _readAt = Clock.GetUtcNow();
    }

    private void ShowAgain() => _ = InvokeAsync(StateHasChanged);

    private Task CheckNowAsync() => UntilLeftAsync(async left =>
    {
        await OnDemand.RunAsync(_actor, left);
        await AskStoreAsync(left);
    });

    private async Task AskStoreAsync(CancellationToken left) =>
        _storeAnswers = (await Health.CheckHealthAsync(check => check.Name == HealthEndpoints.Store, left)).Status == HealthStatus.Healthy;

    private async Task UntilLeftAsync(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(_left.Token);
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }
    }
}
