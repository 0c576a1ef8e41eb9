using System.Net;
using System.Text.Json.Nodes;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Shell;

namespace AdminPortal.Forms;

/// <content>Somebody deleted the resource while it was edited: what was typed stays, and can become a new one where the API creates them.</content>
public sealed partial class ResourceForm<TResource, TInput>
{
    private static readonly TimeSpan DraftPatience = TimeSpan.FromSeconds(5);

    private Draft? _orphan;

    private bool IsGone => Failure?.Answer.Status == HttpStatusCode.NotFound && _intent == WriteIntent.Update
        && (_resource is null ? _orphan is not null : !Session.IsReadOnly);

    private bool MayCreateAgain => IsGone && Kind is ICreatableKind<TResource, TInput>;

    private string GoneWords => (_orphan, MayCreateAgain) switch
    {
        (null, true) => "What you typed stays in the form. It can be created again from there: a new one, with an id of its own.",
        (null, false) => $"What you typed stays in the form. {NotCreated}",
        ({ } draft, true) => $"Your draft of {Reader.ShowMinute(draft.UpdatedAt)} is still there. It can become a new one, with an id of its own.",
        ({ } draft, false) => $"Your draft of {Reader.ShowMinute(draft.UpdatedAt)} is still there, on the page Drafts. {NotCreated}",
    };

    private string NotCreated => $"The API creates no {Kind.PluralName.ToLowerInvariant()}: it has to be ordered anew where it came from.";

    /// <summary>Work on a resource that was gone when its form was opened again.</summary>
    private async Task LookForOrphanAsync(HttpStatusCode? status)
    {
        _orphan = null;
        if (status != HttpStatusCode.NotFound || _resource is not null || !MayChange || !DraftKeeper.CanKeep(Actor.Id, Id))
        {
            return;
        }

        try
        {
            _orphan = await Drafts.FindAsync(Actor.Id, OwnDraft, Left).WaitAsync(DraftPatience, Time);
        }
        catch (Exception problem) when (problem is StoreUnavailableException or TimeoutException)
        {
            Notice = "Whether you have a draft of it cannot be told now: the console's store does not answer.";
        }
    }

    private DraftSubject OwnDraft => new(Accounts.Find(AccountId)?.AccountId ?? AccountId, Kind.Name, Id);

    private async Task CreateAgainAsync()
    {
        if (_orphan is { } orphan)
        {
            CreateFrom(orphan.Content.Input, orphan.Content.ResourceName ?? Id);
            try
            {
                await Drafts.DeleteAsync(Actor.Id, OwnDraft, CancellationToken.None).WaitAsync(DraftPatience, Time);
            }
            catch (Exception problem) when (problem is StoreUnavailableException or TimeoutException)
            {
                // It stands on the page Drafts, then, until it is discarded or expires.
            }
        }
        else
        {
            CreateFrom(Session.Request, Kind.NameOf(_resource!));
        }
    }

    /// <summary>Unknown members go along: nobody knows better what they are for than the resource that had them.</summary>
    private void CreateFrom(JsonObject input, string name) =>
        LeaveFor(Addresses.New(AccountId, Kind), new($"Filled with what you typed for {name}, which is gone. It becomes a new {Kind.Name.ToLowerInvariant()}, with an id of its own.", Proposed: input));
}
