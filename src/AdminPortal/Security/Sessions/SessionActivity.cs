using System.Security.Claims;
using AdminPortal.Changes.Sessions;
using Microsoft.AspNetCore.SignalR;

namespace AdminPortal.Security.Sessions;

/// <summary>Whatever a person does on an open page puts off the session's end for idleness; that a page is open, and shows what others change, does not.</summary>
internal sealed class SessionActivity(ISessions sessions) : IHubFilter
{
    /// <summary>What a circuit's browser calls on a click, on typing, and on a move to another page; the other calls only answer the server.</summary>
    private static readonly HashSet<string> Deeds = new(StringComparer.Ordinal) { "BeginInvokeDotNetFromJS", "DispatchBrowserEvent", "OnLocationChanged", "OnLocationChanging" };

    /// <inheritdoc/>
    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (Deeds.Contains(invocationContext.HubMethodName) && invocationContext.Context.User?.FindFirstValue(PortalClaims.Session) is { } session)
        {
            sessions.Touch(session);
        }

        return next(invocationContext);
    }
}
