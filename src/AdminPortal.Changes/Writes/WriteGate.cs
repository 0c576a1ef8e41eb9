using AdminPortal.Changes.Access;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Changes.Telemetry;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Pipeline;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Writes;

/// <summary>Lets a write pass, or refuses it and journals that: by the person's role for the account and kind, the session, and the read-only switch, all as they are now.</summary>
public sealed class WriteGate(ICloudflareAccounts accounts, AccessControl access, IJournal journal, WritesUnderWay underWay, ILogger<WriteGate> log, ChangesMeter? meter = null)
{
    private const string UnknownAccount = "No account of this id is configured here.";

    /// <summary>Asked by every operation before it does anything.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="intents">What is wanted, all by one person and in one account.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="right">What it takes.</param>
    internal async Task<Admission> AdmitAsync(ResourceKind kind, IReadOnlyList<ChangeIntent> intents, CancellationToken cancellationToken, Right right = Right.Change)
    {
        var (actor, account) = (intents[0].Actor, intents[0].Account);
        if (accounts.Find(account) is not { } client)
        {
            return new Admission.Refused(UnknownAccount);
        }

        if (underWay.Refusal is { } stopping)
        {
            return new Admission.Refused(stopping);
        }

        try
        {
            if (await access.RefusalAsync(actor, right, client.AccountId, kind.Name, cancellationToken) is not { } refusal)
            {
                return new Admission.Granted(client);
            }

            await JournalAsync(kind, intents, refusal);
            return new Admission.Refused(refusal);
        }
        catch (StoreUnavailableException problem)
        {
            return new Admission.Unknown(problem.Message);
        }
    }

    /// <summary>Asked again just before a call is sent, which may have waited for its turn.</summary>
    /// <returns>Why it must not be sent any more, or null.</returns>
    internal async Task<string?> RefusalAsync(ResourceKind kind, Actor actor, string account, CancellationToken cancellationToken)
    {
        try
        {
            return await access.RefusalAsync(actor, Right.Change, account, kind.Name, cancellationToken);
        }
        catch (StoreUnavailableException problem)
        {
            return problem.Message;
        }
    }

    /// <summary>The person with the role that counts here, as the journal is to have it.</summary>
    internal Actor AsOfNow(ResourceKind kind, Actor actor, string account) => actor with { Role = access.RoleOf(actor, account, kind.Name) };

    private async Task JournalAsync(ResourceKind kind, IReadOnlyList<ChangeIntent> intents, string refusal)
    {
        foreach (var intent in intents)
        {
            meter?.Ended(intent, JournalEvent.Refused);
        }

        try
        {
            await journal.RefuseAsync([.. intents.Select(intent => intent with { Actor = AsOfNow(kind, intent.Actor, intent.Account) })], refusal, CancellationToken.None);
        }
        catch (Exception problem) when (problem is StoreUnavailableException or ArgumentException)
        {
            // It is refused all the same.
            log.LogError("A refusal of {Kind} to {Person} could not be journaled: {Problem}", kind.Name, intents[0].Actor.Name, problem.Message);
        }
    }
}

/// <summary>Whether a write may go on.</summary>
internal abstract record Admission
{
    private Admission()
    {
    }

    /// <summary>What an operation answers where it may not go on.</summary>
    public T Denied<T>(Func<string, T> refused, Func<string, T> unknown) => this switch
    {
        Refused no => refused(no.Reason),
        Unknown nobody => unknown(nobody.Trouble),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>It may.</summary>
    /// <param name="Client">The account's client.</param>
    public sealed record Granted(AccountClient Client) : Admission;

    /// <summary>It may not.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Refused(string Reason) : Admission;

    /// <summary>Nobody can tell, because the store is not there; without it nothing may be sent anyway.</summary>
    /// <param name="Trouble">What is wrong with the store.</param>
    public sealed record Unknown(string Trouble) : Admission;
}
