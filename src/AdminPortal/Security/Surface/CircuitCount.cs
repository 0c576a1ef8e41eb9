using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http.Features;

namespace AdminPortal.Security.Surface;

/// <summary>Counts a circuit while it is connected, and ends one that is too many.</summary>
internal sealed class CircuitCount(OpenCircuits circuits, AuthenticationStateProvider authentication) : CircuitHandler
{
    private string? _person;
    private bool _counted;

    /// <summary>Only here is the count exact: connections that were let through at once are told apart.</summary>
    /// <exception cref="InvalidOperationException">The person has as many as they may; the framework then ends the circuit.</exception>
    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _person = OpenCircuits.PersonOf((await authentication.GetAuthenticationStateAsync()).User);
        _counted = circuits.TryEnter(_person);
        if (!_counted)
        {
            _person = null;
            throw new InvalidOperationException("A person has as many pages open as Limits:CircuitsPerPerson allows; another one is not opened.");
        }
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        if (_person is { } person && !_counted)
        {
            circuits.Enter(person);
            _counted = true;
        }

        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken) => LeaveAsync();

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken) => LeaveAsync();

    private Task LeaveAsync()
    {
        if (_person is { } person && _counted)
        {
            circuits.Leave(person);
            _counted = false;
        }

        return Task.CompletedTask;
    }
}

/// <summary>Refuses a page, and a circuit's connection, to somebody who has as many pages open as they may.</summary>
internal static class CircuitBound
{
    public static Task Refuse(HttpContext context, RequestDelegate next)
    {
        if (context.User.Identity is not { IsAuthenticated: true } || !NeedsACircuit(context))
        {
            return next(context);
        }

        var services = context.RequestServices;
        return services.GetRequiredService<OpenCircuits>().IsFull(OpenCircuits.PersonOf(context.User))
            ? Refusals.WriteAsync(context, StatusCodes.Status429TooManyRequests, new Refusals.Reason("Too many pages are open",
                $"You have as many pages of this console open, in all browsers together, as one person may have: {services.GetRequiredService<SurfaceLimits>().CircuitsPerPerson}. Close one that you do not need, then load this page again."))
            : next(context);
    }

    /// <summary>A page that is not there without a circuit, or the beginning of one. What goes on over a connection that is there is let through.</summary>
    public static bool NeedsACircuit(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase, out var rest)
            ? rest.Equals("/negotiate", StringComparison.OrdinalIgnoreCase) || context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } || HttpMethods.IsConnect(context.Request.Method)
            : context.GetEndpoint()?.Metadata is { } metadata
                && metadata.GetMetadata<ComponentTypeMetadata>() is not null
                && metadata.GetMetadata<ExcludeFromInteractiveRoutingAttribute>() is null;
}
