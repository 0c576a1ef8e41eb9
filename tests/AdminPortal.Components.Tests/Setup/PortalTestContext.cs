using AdminPortal.Changes;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Forms;
using AdminPortal.Lists;
using AdminPortal.Shell;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>What the console's components need around them: an API behind a wire fake, a clock, a person, and a browser that takes only known calls.</summary>
public abstract class PortalTestContext : BunitContext
{
    private readonly BunitAuthorizationContext _person;

    protected PortalTestContext()
    {
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<ICloudflareAccounts>(new WiredAccounts(Wire, Time));
        Services.AddPortalOperations();
        Services.AddPortalLists(new(KeptFor));
        Services.AddSingleton(_ => Settings);
        Services.AddScoped<ReaderTime>();
        Services.AddScoped<Handover>();
        Focus = JSInterop.SetupVoid("portal.focus", _ => true).SetVoidResult();
        JSInterop.Setup<string?>("portal.timeZone").SetResult("UTC");
        _person = this.AddAuthorization();
        SignIn(Role.Operator);
    }

    private protected Wire Wire { get; } = new();

    private protected ManualTime Time { get; } = new();

    private protected JSRuntimeInvocationHandler Focus { get; }

    /// <summary>How long lists of kinds without pages are kept.</summary>
    private protected static TimeSpan KeptFor { get; } = TimeSpan.FromSeconds(15);

    /// <summary>No account configured: the sandbox.</summary>
    private protected CloudflareSettings Settings { get; set; } = new(new Uri("http://127.0.0.1:8787/client/v4/"), []);

    /// <summary>The id of the control that has the focus.</summary>
    private protected string? Focused => Focus.Invocations.LastOrDefault().Arguments?[0] as string;

    protected void SignIn(Role role) => _person.SetAuthorized($"Local {role}").SetRoles(role.ToString());
}
