using AdminPortal.Changes;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Forms;
using AdminPortal.Security;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.Drafts;

/// <summary>A person's own drafts, over all accounts. Each is opened by opening its form, which offers it.</summary>
public sealed partial class DraftsPage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private Actor _actor = null!;
    private IReadOnlyList<DraftNote>? _drafts;
    private Draft? _discarded;
    private bool _isAway;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal IDrafts Drafts { get; set; } = null!;

    [Inject]
    internal ICloudflareAccounts Accounts { get; set; } = null!;

    [Inject]
    internal TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _actor = (await Authentication).User.ToActor();
        await ReadAsync();
    }

    private static string NameOf(DraftSubject subject, string? name) => (name, subject.ResourceId) switch
    {
        (null or "", DraftSubject.New) => $"New {subject.Kind.ToLowerInvariant()}",
        (_, DraftSubject.New) => $"{name} (new)",
        (null or "", var id) => id,
        _ => name,
    };

    private string AccountOf(DraftSubject subject) => Accounts.Find(subject.Account)?.Name ?? subject.Account;

    /// <summary>Null where this console has the account or the kind no more.</summary>
    private string? AddressOf(DraftSubject subject) => (Accounts.Find(subject.Account), Kinds.Lists.Select(list => list.Kind).FirstOrDefault(kind => kind.Name == subject.Kind)) switch
    {
        (null, _) or (_, null) => null,
        (_, var kind) when subject.ResourceId == DraftSubject.New => Addresses.New(subject.Account, kind),
        (_, var kind) => Addresses.Resource(subject.Account, kind, subject.ResourceId),
    };

    private Task ReadAsync() => ReachAsync(() => Task.CompletedTask);

    private Task DiscardAsync(DraftNote draft) => ReachAsync(async () =>
    {
        _discarded = await Drafts.FindAsync(_actor.Id, draft.Subject, CancellationToken.None);
        await Drafts.DeleteAsync(_actor.Id, draft.Subject, CancellationToken.None);
    });

    private Task PutBackAsync() => ReachAsync(async () =>
    {
        // Where the form has kept another one meanwhile, that one is newer and stays.
        if (_discarded is { } gone
            && (await Drafts.FindAsync(_actor.Id, gone.Subject, CancellationToken.None) is not null
                || await Drafts.KeepAsync(_actor.Id, gone.Subject, gone.Content, CancellationToken.None) == DraftKeeping.Kept))
        {
            _discarded = null;
        }
    });

    private async Task ReachAsync(Func<Task> first)
    {
        try
        {
            await first().WaitAsync(Patience, Time);
            _drafts = DraftKeeper.CanKeep(_actor.Id) ? await Drafts.ListAsync(_actor.Id, CancellationToken.None).WaitAsync(Patience, Time) : [];
            _isAway = false;
        }
        catch (Exception problem) when (problem is StoreUnavailableException or TimeoutException)
        {
            _isAway = true;
        }
    }
}
