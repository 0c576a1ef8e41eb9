namespace AdminPortal.History;

/// <summary>Registers what history and activity need.</summary>
internal static class HistoryRegistration
{
    public static void AddPortalHistory(this IServiceCollection services) => services.AddSingleton<JournalChecks>();
}
