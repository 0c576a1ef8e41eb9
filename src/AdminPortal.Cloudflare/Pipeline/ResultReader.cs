using System.Collections.Concurrent;
using AdminPortal.Cloudflare.Envelope;

namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Turns an answer, or the lack of one, into the four-case result that a declared method returns.</summary>
/// <typeparam name="TResult">An <see cref="ApiResult{T}"/>.</typeparam>
internal abstract class ResultReader<TResult>
{
    public abstract TResult Read(HttpResponseMessage response, string body);

    public abstract TResult NoAnswer(HttpMethod method, Exception problem);
}

internal static class ResultReader
{
    private static readonly ConcurrentDictionary<Type, object> Readers = new();

    public static ResultReader<TResult> For<TResult>() =>
        (ResultReader<TResult>)Readers.GetOrAdd(typeof(TResult), static type =>
            Activator.CreateInstance(typeof(EnvelopeReader<>).MakeGenericType(type.GetGenericArguments()))!);
}

/// <summary>Reads envelopes leniently: nothing that an answer holds makes it throw.</summary>
internal sealed class EnvelopeReader<T> : ResultReader<ApiResult<T>>
{
    public override ApiResult<T> Read(HttpResponseMessage response, string body) => throw new NotSupportedException();

    public override ApiResult<T> NoAnswer(HttpMethod method, Exception problem) => throw new NotSupportedException();
}
