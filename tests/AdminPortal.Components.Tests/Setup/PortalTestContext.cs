using System.Security.Claims;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Drafts;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Outside;
using AdminPortal.Changes.Preferences;
using AdminPortal.Changes.Sessions;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.Cloudflare.Credentials;
using AdminPortal.Cloudflare.Pipeline;
using AdminPortal.Forms;
using AdminPortal.History;
using AdminPortal.Lists;
using AdminPortal.Security;
using AdminPortal.Security.Sessions;
using AdminPortal.Shell;
using AdminPortal.Tests.Changes.Access;
using AdminPortal.Tests.Changes.Journal;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>What the console's components need around them: an API behind a wire fake, a clock, a person, and a browser that takes only known calls.</summary>
public abstract class PortalTestContext : BunitContext
{
    private readonly BunitAuthorizationContext _person;

    protected PortalTestContext()
    {
        Drafts = new(Time);
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<ICloudflareAccounts>(new WiredAccounts(Wire, Time));
        Services.AddSingleton<IJournal>(new RecordedJournal());
        Services.AddSingleton<ISessions>(Sessions);
        Services.AddSingleton<IReadOnlySwitch>(ReadOnly);
        Services.AddSingleton<AccessPolicy>(_ => new());
        Services.AddSingleton<Visibility>();
        Services.AddPortalOperations();
        Services.AddSingleton(services => new CredentialChecks(
            services.GetRequiredService<ICloudflareAccounts>(), [.. Kinds.Lists.Select(list => list.Kind)], Time, NullLogger<CredentialChecks>.Instance));
        Services.AddSingleton(NoWatch());
        Services.AddPortalLists(new(KeptFor));
        Services.AddSingleton(_ => Settings);
        Services.AddPortalHistory();
        Services.AddSingleton<ReadOnlyNews>();
        Services.AddSingleton<IPeople>(People);
        Services.AddSingleton<IConsoleJournal>(ConsoleJournal);
        Services.AddScoped<ReaderTime>();
        Services.AddScoped<Handover>();
        Services.AddScoped<Selections>();
        Services.AddSingleton<IPreferences>(Preferences);
        Services.AddSingleton<IDrafts>(Drafts);
        Services.AddSingleton<OpenDrafts>();
        Services.AddScoped<ListViews>();
        JSInterop.SetupVoid("portal.showModal", _ => true).SetVoidResult();
        Focus = JSInterop.SetupVoid("portal.focus", _ => true).SetVoidResult();
        JSInterop.Setup<bool>("portal.takeBack").SetResult(false);
        JSInterop.Setup<string?>("portal.timeZone").SetResult("UTC");
        _person = this.AddAuthorization();
        SignIn(Role.Operator);
    }

    private protected Wire Wire { get; } = new();

    private protected ManualTime Time { get; } = new();

    private protected KeptPreferences Preferences { get; } = new();

    private protected KeptDrafts Drafts { get; }

    private protected EverLiveSessions Sessions { get; } = new();

    private protected TestSwitch ReadOnly { get; } = new();

    private protected KnownPeople People { get; } = new();

    private protected RecordedConsoleJournal ConsoleJournal { get; } = new();

    private protected JSRuntimeInvocationHandler Focus { get; }

    /// <summary>How long lists of kinds without pages are kept.</summary>
    private protected static TimeSpan KeptFor { get; } = TimeSpan.FromSeconds(15);

    /// <summary>No account configured: the sandbox.</summary>
    private protected CloudflareSettings Settings { get; set; } = new(new Uri("http://127.0.0.1:8787/client/v4/"), []);

    /// <summary>The id of the control that has the focus.</summary>
    private protected string? Focused => Focus.Invocations.LastOrDefault().Arguments?[0] as string;

    /// <summary>A second account beside the usual one, with the same credential where <paramref name="shares"/>.</summary>
    private protected void ConfigureTwoAccounts(bool shares = true) => Services.AddSingleton<ICloudflareAccounts>(new WiredAccounts(Wire, Time, hasSecond: true, shares));

    /// <summary>What goes on as if nobody looked whether anything was changed outside the console.</summary>
    private OutsideWatch NoWatch()
    {
        OutsideWatch watch = new(AwayJournal.New(), Time, NullLogger<OutsideWatch>.Instance);
        watch.LeaveAlone(TimeSpan.FromDays(36_500));
        return watch;
    }

    protected void SignIn(Role role) => SignIn($"Local {role}", role);

    protected void SignIn(string name, Role role, string? id = null) => _person.SetAuthorized(name).SetRoles(role.ToString())
        .SetClaims(new Claim(PortalClaims.Held(AccessPolicy.LocalClaim), role.ToString()), new Claim(PortalClaims.Person, id ?? name));
}
