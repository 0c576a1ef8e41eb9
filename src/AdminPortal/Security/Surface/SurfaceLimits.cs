namespace AdminPortal.Security.Surface;

/// <summary>How much one person, or one address, may ask of the console: section <c>Limits</c>.</summary>
/// <param name="CircuitsPerPerson">How many pages one person may have open at once, in all browsers together.</param>
/// <param name="SignInAttemptsPerMinute">How many requests for signing in or out one address may make in a minute. A company's network may be one address.</param>
internal sealed record SurfaceLimits(int CircuitsPerPerson, int SignInAttemptsPerMinute)
{
    /// <summary>The largest body of a request, in bytes. Forms are small; a circuit without a WebSocket sends its messages as bodies (<see cref="Shell.PortalPages.LargestMessage"/>).</summary>
    public const long LargestBody = Shell.PortalPages.LargestMessage + (64 * 1024);

    /// <summary>The largest value in a form, in characters: an answer of the provider with its token.</summary>
    public const int LongestFormValue = 64 * 1024;

    /// <summary>The most values in a form.</summary>
    public const int MostFormValues = 64;

    /// <summary>How long a request's headers may take to arrive.</summary>
    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long a connection may idle between two requests.</summary>
    public static readonly TimeSpan KeepAlive = TimeSpan.FromMinutes(2);

    /// <summary>The slowest that a body may arrive, in bytes a second, after a grace of <see cref="SlownessGrace"/>.</summary>
    public const double SlowestBody = 240;

    /// <summary>How long a body may be slower.</summary>
    public static readonly TimeSpan SlownessGrace = TimeSpan.FromSeconds(5);

    private const int DefaultCircuits = 50;

    /// <summary>Without single sign-on everybody who takes a role is the same person.</summary>
    private const int DefaultCircuitsOfARole = 1000;

    private const int DefaultAttempts = 30;
    private const int Most = 100_000;

    public static SurfaceLimits From(IConfiguration configuration) => new(
        Number(configuration, nameof(CircuitsPerPerson)) ?? (SignInSettings.IsSsoConfigured(configuration) ? DefaultCircuits : DefaultCircuitsOfARole),
        Number(configuration, nameof(SignInAttemptsPerMinute)) ?? DefaultAttempts);

    public static IEnumerable<string> ProblemsIn(IConfiguration configuration) =>
        new[] { nameof(CircuitsPerPerson), nameof(SignInAttemptsPerMinute) }
            .Where(name => !string.IsNullOrWhiteSpace(configuration[Setting(name)]) && Number(configuration, name) is null)
            .Select(name => $"{Setting(name)}: this is not a number from 1 to {Most}.");

    private static int? Number(IConfiguration configuration, string name) =>
        int.TryParse(configuration[Setting(name)], out var number) && number is > 0 and <= Most ? number : null;

    private static string Setting(string name) => $"Limits:{name}";
}
