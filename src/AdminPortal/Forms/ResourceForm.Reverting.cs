using System.Net;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Merge;
using AdminPortal.Changes.Reverts;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Forms;

/// <content>
/// The address names an entry of the journal that is to be taken back: how the resource was before that change meets how it is now, and what comes of
/// it is reviewed and saved like any other change.
/// </content>
public sealed partial class ResourceForm<TResource, TInput>
{
    /// <summary>The creation that a deletion takes back.</summary>
    private Guid? _undoes;

    [Inject]
    internal IJournal Journal { get; set; } = null!;

    /// <summary>The entry that the address asks to take back.</summary>
    private Guid? ToTakeBack =>
        Guid.TryParse(QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).GetValueOrDefault(Addresses.RevertName), out var entry) ? entry : null;

    /// <summary>Where a resource that is gone is created again from the entry that was to be taken back.</summary>
    private string? RecreationAddress =>
        _resource is null && ToTakeBack is { } entry && Kind is ICreatableKind<TResource, TInput> && MayChange
        && Failure is ApiFailure.Rejected { Answer.Status: HttpStatusCode.NotFound }
            ? Addresses.NewFromEntry(AccountId, Kind, entry)
            : null;

    private async Task TakeBackAsync(Guid entry)
    {
        try
        {
            await Reader.LearnZoneAsync();
            var change = await Journal.FindAsync(AccountId, entry, Left);
            if (change is null || change.Row.Kind != Kind.Name || change.Row.ResourceId != Id)
            {
                Notice = $"The journal has no such change of this {Kind.Name.ToLowerInvariant()}, so there is nothing to take back.";
                return;
            }

            switch (Reversal.Of(Kind, change))
            {
                case Reversal.Edit edit:
                    TakeBack(change, edit);
                    break;
                case Reversal.Deletion when Kind is IDeletableKind:
                    AskToDelete();
                    _undoes = entry;
                    break;
                case Reversal.Deletion:
                    Notice = $"That change created this {Kind.Name.ToLowerInvariant()}, and the API deletes none.";
                    break;
                case Reversal.Recreation:
                    Notice = $"That change deleted this {Kind.Name.ToLowerInvariant()}, and it is there again.";
                    break;
                case Reversal.None none:
                    Notice = none.Why;
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
        catch (StoreUnavailableException)
        {
            Notice = "The entry that is to be taken back cannot be read: the console's store does not answer. Nothing was changed; open the address again in a moment.";
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private void TakeBack(ChangeDetail change, Reversal.Edit edit)
    {
        if (IsNothingLeft(ThreeWayMerge.Of(Kind, edit.After, edit.Before, Kind.InputOf(_resource!))))
        {
            Notice = "Nothing is left to take back: every field that the change touched is as it was before.";
            return;
        }

        _reverts = change.Row.Id;
        var what = $"The change of {Reader.ShowExact(change.Row.At)} by {change.Row.Actor ?? "somebody outside the console"} is taken back by a new one, which you review first.";
        Bring(edit.After, edit.Before, MergeTexts.TakingBack(string.Join(' ', edit.Caveats.Prepend(what))));
    }
}
