using System.Text.Json.Nodes;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Reverts;
using AdminPortal.Changes.Store;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Forms;

/// <content>The address names an entry of the journal whose resource is gone: the form is filled with how it was, and creates another one like it.</content>
public sealed partial class CreateForm<TResource, TInput>
{
    private string? _again;

    [Inject]
    internal IJournal Journal { get; set; } = null!;

    private Guid? Entry =>
        Guid.TryParse(QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).GetValueOrDefault(Addresses.FromEntryName), out var entry) ? entry : null;

    private async Task FillFromEntryAsync(Guid entry)
    {
        try
        {
            await Reader.LearnZoneAsync();
            if (await Journal.FindAsync(AccountId, entry, Left) is { } change && change.Row.Kind == Kind.Name && Reversal.RecreationOf(change) is { } recreation)
            {
                // All of it, and not only what the form knows: nothing that was there is left out.
                _filled = (JsonObject)recreation.Before.DeepClone();
                Session.Rebase(Session.Baseline, recreation.Before);
                _clonedFrom = $"{change.Row.ResourceName ?? change.Row.ResourceId} as it was before {Reader.ShowExact(change.Row.At)}";
                _again = $"It gets a new id: whatever refers to the old one{(change.Row.ResourceId is { } old ? $", {old}," : null)} does not find it. The server sets anew: {string.Join(", ", Creatable.SetByServer)}.";
            }
            else
            {
                Notice = $"The journal holds no {Name} for this entry: the form is empty.";
            }
        }
        catch (StoreUnavailableException)
        {
            Notice = "The entry to fill the form from cannot be read: the console's store does not answer. The form is empty; open the address again in a moment.";
        }
        catch (OperationCanceledException) when (Left.IsCancellationRequested)
        {
            // The page was left.
        }
    }
}
