using System.Collections.Concurrent;

namespace AdminPortal.Cloudflare.Envelope;

/// <summary>Turns an answer, or the lack of one, into the four-case result that a declared method returns.</summary>
/// <typeparam name="TResult">An <see cref="ApiResult{T}"/>.</typeparam>
internal abstract class ResultReader<TResult>
{
    public abstract TResult Read(HttpMethod method, HttpResponseMessage response, ReadOnlyMemory<byte> body, DateTimeOffset now);

    public abstract TResult Fail(ApiFailure failure);

    /// <summary>Why it failed, or null where it did not.</summary>
    public abstract ApiFailure? FailureOf(TResult result);
}

internal static class ResultReader
{
    private static readonly ConcurrentDictionary<Type, object> Readers = new();

    public static ResultReader<TResult> For<TResult>() =>
        (ResultReader<TResult>)Readers.GetOrAdd(typeof(TResult), static type =>
            Activator.CreateInstance(typeof(EnvelopeReader<>).MakeGenericType(type.GetGenericArguments()))!);
}
