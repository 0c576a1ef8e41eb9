using AdminPortal.Changes.Store;
using AdminPortal.Changes;
using AdminPortal.Changes.Deletions;
using AdminPortal.Health;
using AdminPortal.Hosting;
using AdminPortal.Security;
using AdminPortal.Shell;

if (HealthProbe.IsAskedFor(args))
{
    return await HealthProbe.RunAsync(args);
}

var builder = PortalHost.CreateBuilder(args);
if (PortalHost.ReadSettings(builder.Configuration) is not { } cloudflare)
{
    return 1;
}

builder.Services.AddPortalStore(builder.Configuration["Store:Folder"] ?? "data");
builder.Services.AddPortalApi(cloudflare, builder.Configuration);
builder.Services.AddPortalOperations(DeletionThreshold.From(builder.Configuration));
builder.Services.AddPortalSecurity();
builder.Services.AddPortalHealth();
builder.Services.AddPortalPages();

var app = builder.Build();
app.UsePortalSecurity();
app.MapPortalHealth();
app.MapLocalSignIn();
app.MapPortalPages();
await app.RunAsync();
return 0;
