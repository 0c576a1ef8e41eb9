namespace AdminPortal.Components.Tests.Security.Surface;

/// <summary>One portal for the tests of a class, which leave nothing behind in it.</summary>
public sealed class SharedPortal : IAsyncDisposable
{
    internal RunningPortal Portal { get; } = RunningPortal.Start(("Limits:SignInAttemptsPerMinute", "10000"));

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
