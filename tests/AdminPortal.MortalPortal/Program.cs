using AdminPortal.Changes;
using AdminPortal.Changes.Journal;
using AdminPortal.Changes.Store;
using AdminPortal.Cloudflare.Configuration;
using AdminPortal.MortalPortal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

// What the portal does around a write, without its pages: store, reconciler, operations, client. Made to be killed.
//   mortal API ACCOUNT SEED clients      four clients save until the process is killed
//   mortal API ACCOUNT SEED reconcile    finds out what became of open changes, and ends
// The store comes from the settings Store__Folder or Store__ConnectionString.
if (args is not [var api, var account, var seed, "clients" or "reconcile"])
{
    await Console.Error.WriteLineAsync("The arguments are: API ACCOUNT SEED clients|reconcile");
    return 2;
}

var (store, problem) = StoreSettings.Read(new ConfigurationBuilder().AddEnvironmentVariables().Build());
if (store is null)
{
    await Console.Error.WriteLineAsync(problem);
    return 1;
}

ServiceCollection services = [];
services.AddLogging(logging => logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Error));
services.AddSingleton<TimeProvider>(new HurriedTime());
services.AddCloudflare(_ => CloudflareSettings.ForSandbox(new(api), account, "Example", "sandbox-token"));
services.AddPortalStore(store);
services.AddPortalOperations();
await using var portal = services.BuildServiceProvider();

// The portal's own start does not wait for this either.
var reconciling = portal.GetRequiredService<JournalReconciler>().RunAsync(new LiveTargets(portal).ReadAsync, CancellationToken.None);
if (args[3] == "reconcile")
{
    await reconciling;
    return 0;
}

using SavingClients clients = new(portal, account, int.Parse(seed, System.Globalization.CultureInfo.InvariantCulture));
await Task.WhenAll(reconciling, clients.RunAsync());
return 0;
