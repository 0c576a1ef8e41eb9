using AdminPortal.Changes.Store;
using AdminPortal.Changes.Writes;
using AdminPortal.Changes;
using AdminPortal.Changes.Batches;
using AdminPortal.Changes.Deletions;
using AdminPortal.Health;
using AdminPortal.History;
using AdminPortal.Hosting;
using AdminPortal.Lists;
using AdminPortal.Security;
using AdminPortal.Security.CloudflareAccess;
using AdminPortal.Security.Oidc;
using AdminPortal.Security.Surface;
using AdminPortal.Shell;
using AdminPortal.Status;
using AdminPortal.Telemetry;

if (HealthProbe.IsAskedFor(args))
{
    return await HealthProbe.RunAsync(args);
}

if (JournalCommand.IsAskedFor(args))
{
    return await JournalCommand.RunAsync(args);
}

if (StoreCommand.IsAskedFor(args))
{
    return await StoreCommand.RunAsync(args);
}

var builder = PortalHost.CreateBuilder(args);
if (PortalHost.ReadSettings(builder.Configuration) is not { } settings)
{
    return 1;
}

using var hold = PortalHost.TakeStore(settings.Store);
if (hold is null)
{
    return 1;
}

builder.AddPortalTelemetry();
builder.Services.AddPortalStore(settings.Store);
builder.Services.AddPortalApi(settings.Cloudflare, builder.Configuration);
builder.Services.AddPortalOperations(builder.Configuration.GetSection("Batches").Get<BatchLimits>(), DeletionThreshold.From(builder.Configuration), ReasonPolicy.From(builder.Configuration));
builder.Services.AddPortalReconciliation();
builder.Services.AddPortalSurface(builder.Configuration);
builder.Services.AddPortalAccess(builder.Configuration);
builder.Services.AddPortalSecurity(builder.Configuration);
builder.Services.AddPortalOidc(builder.Configuration);
builder.Services.AddPortalAccessGate(builder.Configuration);
builder.Services.AddPortalHealth();
builder.Services.AddPortalStopping(builder.Configuration);
builder.Services.AddPortalStatus();
builder.Services.AddPortalLists(ListSettings.Read(builder.Configuration)!);
builder.Services.AddPortalHistory();
builder.Services.AddPortalPages();

var app = builder.Build();
app.UsePortalSurface();
app.UsePortalAccessGate();
app.UsePortalStopping();
app.UsePortalSecurity();
app.MapPortalHealth();
app.MapLocalSignIn();
app.MapPortalOidc();
app.MapPortalExports();
app.MapPortalPages();
await app.RunAsync();
return 0;
