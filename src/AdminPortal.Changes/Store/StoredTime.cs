namespace AdminPortal.Changes.Store;

/// <summary>Times as the store keeps them: microseconds of UTC since 1970, the same number on both engines.</summary>
internal static class StoredTime
{
    /// <summary>The end of the year 9999.</summary>
    public static long Last => Write(DateTimeOffset.MaxValue);

    /// <summary>What is finer than a microsecond is cut off.</summary>
    public static long Write(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset Read(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
}
