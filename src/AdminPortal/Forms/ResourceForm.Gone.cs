using System.Net;
using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Shell;

namespace AdminPortal.Forms;

/// <content>Somebody deleted the resource while it was edited: what was typed stays, and can become a new one where the API creates them.</content>
public sealed partial class ResourceForm<TResource, TInput>
{
    private bool IsGone => Failure?.Answer.Status == HttpStatusCode.NotFound && _resource is not null && _intent == WriteIntent.Update && !Session.IsReadOnly;

    private bool MayCreateAgain => IsGone && Kind is ICreatableKind<TResource, TInput>;

    private string GoneWords => MayCreateAgain
        ? "What you typed stays in the form. It can be created again from there: a new one, with an id of its own."
        : $"What you typed stays in the form. The API creates no {Kind.PluralName.ToLowerInvariant()}: it has to be ordered anew where it came from.";

    private void CreateAgain() => CreateFrom(Session.Request, Kind.NameOf(_resource!));

    /// <summary>Unknown members go along: nobody knows better what they are for than the resource that had them.</summary>
    private void CreateFrom(JsonObject input, string name) =>
        LeaveFor(Addresses.New(AccountId, Kind), new($"Filled with what you typed for {name}, which is gone. It becomes a new {Kind.Name.ToLowerInvariant()}, with an id of its own.", Proposed: input));
}
