using AdminPortal.Changes.Feed;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Forms;

/// <content>What others do to the resource through this console while the form is open. It touches nothing in the form.</content>
public sealed partial class ResourceForm<TResource, TInput>
{
    private IDisposable? _others;
    private ResourceChange? _changed;
    private DateTimeOffset _knownAsOf;

    [Inject]
    internal IChangeFeed Feed { get; set; } = null!;

    /// <summary>The latest change that the form does not know yet.</summary>
    private ResourceChange? ChangeOfOthers => _resource is not null && !IsBusy && _changed is { } change && change.At > _knownAsOf ? change : null;

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _others?.Dispose();
        base.Dispose(disposing);
    }

    private void FollowOthers()
    {
        _others?.Dispose();
        _changed = null;
        _others = Accounts.Find(AccountId) is null ? null : Feed.Subscribe(AccountId, Kind.Path, change =>
        {
            if (change.Ids.Contains(Id))
            {
                _ = InvokeAsync(() => Take(change));
            }
        });
    }

    private void Take(ResourceChange change)
    {
        if (!IsOwn(change))
        {
            _changed = change;
            StateHasChanged();
        }
    }

    /// <summary>By the person of this form, while it had a call under way.</summary>
    private bool IsOwn(ResourceChange change) => change.ActorName == Actor.Name && change.At >= BusySince && change.At <= BusyUntil;
}
