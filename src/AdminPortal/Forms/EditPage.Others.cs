using System.Text.Json.Nodes;
using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Forms;

/// <content>What the account's other resources say about a change: asked while the review is read, which neither waits for it nor depends on it.</content>
public abstract partial class EditPage<TResource, TInput>
{
    private CancellationTokenSource _asking = new();

    /// <summary>Whether the account's other resources are being asked about.</summary>
    protected bool IsAskingAboutOthers { get; private set; }

    /// <summary>Why nothing is known about the account's other resources, where they could not be read.</summary>
    protected ApiFailure? OthersFailure { get; private set; }

    /// <summary>The resource that is edited; null for a new one.</summary>
    protected abstract string? OwnId { get; }

    /// <summary>The resource's input as it is; null for a new one.</summary>
    protected abstract JsonObject? OwnInput { get; }

    /// <summary>Stops asking: what was reviewed is done.</summary>
    protected void StopAskingAboutOthers()
    {
        _asking.Cancel();
        (IsAskingAboutOthers, OthersFailure) = (false, null);
    }

    /// <summary>Asks what the kind wants to know about the account's other resources, if anything.</summary>
    protected async Task AskAboutOthersAsync()
    {
        StopAskingAboutOthers();
        _asking.Dispose();
        _asking = CancellationTokenSource.CreateLinkedTokenSource(Left);
        var cancellation = _asking.Token;
        var asked = Session.Request;
        if (Session.ReadOnlyReason is null && Accounts.Find(AccountId) is { } client && Question(asked) is { } question)
        {
            IsAskingAboutOthers = true;
            try
            {
                await AskAsync(question, client, asked, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                // The review was opened anew, or the page was left.
            }
        }
    }

    private OthersQuestion? Question(JsonObject asked) => Kind.AskAboutOthers(OwnId, OwnInput is { } input ? Kind.FromJson(input) : null, Kind.FromJson(asked));

    private async Task AskAsync(OthersQuestion question, AccountClient client, JsonObject asked, CancellationToken cancellation)
    {
        using var calls = CallScope.Begin(Actor.Name);
        var answer = await question(client, cancellation);
        IsAskingAboutOthers = false;
        if (JsonNode.DeepEquals(asked, Session.Request))
        {
            OthersFailure = answer.Match<ApiFailure?>(_ => null, failure => failure);
            Session.ShowFindingsAboutOthers(answer.Match(ok => ok.Value, _ => []));
        }
    }
}
