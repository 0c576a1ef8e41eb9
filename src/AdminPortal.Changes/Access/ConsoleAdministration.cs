using System.Globalization;
using AdminPortal.Changes.Sessions;
using AdminPortal.Changes.Store;
using Microsoft.Extensions.Logging;

namespace AdminPortal.Changes.Access;

/// <summary>
/// What administrators of the whole console do: each of it is refused to everybody else, and journaled either way. To look is journaled only where it is refused.
/// </summary>
public sealed class ConsoleAdministration(
    AccessControl access, IReadOnlySwitch readOnly, ISessions sessions, IPeople people, IConsoleJournal journal, TimeProvider time, ILogger<ConsoleAdministration> log)
{
    /// <summary>Makes the console read-only until a time.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="reason">Why; shown to everybody.</param>
    /// <param name="until">Until when: in the future, at most <see cref="IReadOnlySwitch.Longest"/> away.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Administered<ReadOnlyPeriod>> BeginReadOnlyAsync(Actor actor, string reason, DateTimeOffset until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(reason);
        ReadOnlyPeriod period = new(actor.Name, reason.Trim(), time.GetUtcNow(), until);
        return RunAsync<ReadOnlyPeriod>(
            actor,
            string.Create(CultureInfo.InvariantCulture, $"to make the console read-only until {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
            async () =>
            {
                if ((ProblemWithReason(period.Reason) ?? ProblemWithEnd(period.Since, until)) is { } problem)
                {
                    return new Administered<ReadOnlyPeriod>.NotPossible(problem);
                }

                await readOnly.BeginAsync(period, cancellationToken);
                return new Administered<ReadOnlyPeriod>.Done(period);
            },
            cancellationToken);
    }

    /// <summary>Ends a read-only time before its end.</summary>
    public Task<Administered<ReadOnlyEnded>> EndReadOnlyAsync(Actor actor, CancellationToken cancellationToken) => DoneAsync(
        actor,
        "to end the read-only time",
        async () =>
        {
            await readOnly.EndAsync(actor.Name, cancellationToken);
            return new ReadOnlyEnded();
        },
        cancellationToken);

    /// <summary>Ends one session.</summary>
    public Task<Administered<SessionsEnded>> EndSessionAsync(Actor actor, string session, CancellationToken cancellationToken) => DoneAsync(
        actor,
        "to end somebody's session",
        async () => new SessionsEnded(await sessions.EndAsync(session, SessionEnd.EndedByAdministrator, actor.Name, cancellationToken) ? 1 : 0),
        cancellationToken);

    /// <summary>Ends every session of a person.</summary>
    public Task<Administered<SessionsEnded>> EndSessionsOfAsync(Actor actor, string person, CancellationToken cancellationToken) => DoneAsync(
        actor,
        $"to end every session of {person}",
        async () => new SessionsEnded(await sessions.EndAllOfAsync(person, SessionEnd.EndedByAdministrator, actor.Name, cancellationToken)),
        cancellationToken);

    /// <summary>The live sessions, those used last first.</summary>
    public Task<Administered<IReadOnlyList<SessionNote>>> SessionsAsync(Actor actor, CancellationToken cancellationToken) =>
        DoneAsync(actor, "to see who is signed in", () => sessions.ListAsync(cancellationToken), cancellationToken);

    /// <summary>Everybody who has signed in at some time, who was here last first.</summary>
    public Task<Administered<IReadOnlyList<KnownPerson>>> PeopleAsync(Actor actor, CancellationToken cancellationToken) =>
        DoneAsync(actor, "to see who has ever signed in", () => people.ListAsync(cancellationToken), cancellationToken);

    /// <summary>What happened in the console, the newest first.</summary>
    /// <inheritdoc cref="IConsoleJournal.ReadAsync"/>
    public Task<Administered<IReadOnlyList<ConsoleEntry>>> JournalAsync(Actor actor, long? before, int size, CancellationToken cancellationToken) =>
        DoneAsync(actor, "to read the console's journal", () => journal.ReadAsync(before, size, cancellationToken), cancellationToken);

    /// <summary>Anything else that administrators alone get to see.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="what">What they want, for the journal of refusals: "to see …".</param>
    /// <param name="look">Reads it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<Administered<T>> LookAsync<T>(Actor actor, string what, Func<Task<T>> look, CancellationToken cancellationToken) => DoneAsync(actor, what, look, cancellationToken);

    /// <summary>What is wrong with a reason, or null.</summary>
    public static string? ProblemWithReason(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return string.IsNullOrWhiteSpace(reason) ? "Say why: everybody is shown it while nothing can be changed."
            : reason.Trim().Length > IReadOnlySwitch.MaxReason ? $"At most {IReadOnlySwitch.MaxReason} characters; this has {reason.Trim().Length}."
            : null;
    }

    /// <summary>What is wrong with an end, or null.</summary>
    public static string? ProblemWithEnd(DateTimeOffset now, DateTimeOffset until) =>
        until <= now ? "The end lies in the past."
        : until - now > IReadOnlySwitch.Longest ? $"At most {IReadOnlySwitch.Longest.TotalDays:0} days from now."
        : null;

    private Task<Administered<T>> DoneAsync<T>(Actor actor, string what, Func<Task<T>> deed, CancellationToken cancellationToken) =>
        RunAsync<T>(actor, what, async () => new Administered<T>.Done(await deed()), cancellationToken);

    private async Task<Administered<T>> RunAsync<T>(Actor actor, string what, Func<Task<Administered<T>>> deed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        try
        {
            if (await access.RefusalAsync(actor, Right.Administer, account: null, kind: null, cancellationToken) is not { } refusal)
            {
                return await deed();
            }

            await JournalAsync(actor, what, refusal);
            return new Administered<T>.Refused(refusal);
        }
        catch (StoreUnavailableException problem)
        {
            return new Administered<T>.Away(problem.Message);
        }
    }

    private async Task JournalAsync(Actor actor, string what, string refusal)
    {
        try
        {
            await journal.NoteAsync(
                new(ConsoleEventKind.Refused, actor.Name) { Person = actor.Id, PersonName = actor.Name, Note = $"Wanted {what}. {refusal}" }, CancellationToken.None);
        }
        catch (StoreUnavailableException problem)
        {
            // It is refused all the same.
            log.LogError("That {Person} was refused something could not be journaled: {Problem}", actor.Name, problem.Message);
        }
    }
}
