using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;

namespace AdminPortal.Administration;

/// <summary>A part of the console's page: it asks for what it shows, and says why where it gets nothing.</summary>
public abstract class AdministrationSection : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _left = new();

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    internal ConsoleAdministration Administration { get; set; } = null!;

    /// <summary>The person.</summary>
    protected Actor Actor { get; private set; } = new("", Role.None);

    /// <summary>Ends what is under way when the page is left.</summary>
    protected CancellationToken Left => _left.Token;

    /// <summary>Why the person may not.</summary>
    protected string? Refusal { get; private set; }

    /// <summary>Whether the store does not answer.</summary>
    protected bool IsAway { get; private set; }

    /// <summary>What was wrong with what was asked.</summary>
    protected string? Problem { get; private set; }

    /// <summary>What was done last, in words.</summary>
    protected string? Said { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Leave();
        _left.Cancel();
        _left.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Actor = (await Authentication).User.ToActor();
        await ReadAsync();
    }

    /// <summary>Reads what is shown.</summary>
    protected abstract Task ReadAsync();

    /// <summary>The page is left.</summary>
    protected virtual void Leave()
    {
        // Most follow nothing.
    }

    /// <summary>Asks the console; null where it did not do it, which the section then says.</summary>
    protected async Task<T?> AskAsync<T>(Func<CancellationToken, Task<Administered<T>>> ask)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        (Problem, IsAway) = (null, false);
        try
        {
            switch (await ask(Left))
            {
                case Administered<T>.Done done:
                    return done.Value;
                case Administered<T>.Refused refused:
                    Refusal = refused.Reason;
                    break;
                case Administered<T>.NotPossible notPossible:
                    Problem = notPossible.Problem;
                    break;
                case Administered<T>.Away:
                    IsAway = true;
                    break;
                default:
                    throw new System.Diagnostics.UnreachableException();
            }
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            // The page was left.
        }

        return null;
    }
}
