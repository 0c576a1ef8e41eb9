using AdminPortal.Changes.Writes;

namespace AdminPortal.Tests.Changes.Writes;

/// <summary>An instance stops between two writes, and begins none after that.</summary>
public sealed class WritesUnderWayTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    private readonly WritesUnderWay _writes = new(TimeProvider.System);

    [Fact]
    public async Task Close_WithNothingUnderWay_IsOverAndLetsNothingBegin()
    {
        Assert.Null(_writes.Refusal);

        Assert.Equal(0, await _writes.CloseAsync(Long));

        Assert.Equal(WritesUnderWay.StopWords, _writes.Refusal);
    }

    [Fact]
    public async Task Close_WithAWriteUnderWay_WaitsForItsEnd()
    {
        var write = _writes.Begin();
        var other = _writes.Begin();
        var closing = _writes.CloseAsync(Long);
        other.Dispose();
        other.Dispose();
        Assert.False(closing.IsCompleted);

        write.Dispose();

        Assert.Equal(0, await closing);
    }

    [Fact]
    public async Task Close_WithAWriteThatDoesNotEnd_TellsHowManyAreLeft()
    {
        using var write = _writes.Begin();

        Assert.Equal(1, await _writes.CloseAsync(TimeSpan.Zero));
    }
}
