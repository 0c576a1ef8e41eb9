using AdminPortal.Changes.Feed;
using AdminPortal.Changes.Outside;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Lists;

/// <summary>What all open lists share.</summary>
internal static class ListsRegistration
{
    public static IServiceCollection AddPortalLists(this IServiceCollection services, ListSettings settings) => services
        .AddSingleton<BriefReads>()
        .AddSingleton<RefreshPace>()
        .AddSingleton(provider => new ListReads(
            provider.GetRequiredService<BriefReads>(), provider.GetRequiredService<IChangeFeed>(), provider.GetRequiredService<RefreshPace>(), settings,
            provider.GetRequiredService<OutsideWatch>()));
}
