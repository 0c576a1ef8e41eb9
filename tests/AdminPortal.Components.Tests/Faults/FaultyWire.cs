using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Components.Tests.Setup;
using AdminPortal.Tests.Faults;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Components.Tests.Faults;

/// <summary>The faults of the table, as they look from the console's end of the wire.</summary>
internal static class FaultyWire
{
    /// <summary>Has a request meet a fault.</summary>
    /// <param name="wire">The wire.</param>
    /// <param name="request">The request, such as <c>GET magic/apps</c>.</param>
    /// <param name="way">How the fault is made.</param>
    /// <param name="answer">The right answer.</param>
    /// <param name="pointer">A field of the kind.</param>
    /// <param name="acts">What the API does where it does what was asked.</param>
    public static void Fail(this Wire wire, string request, Way way, string answer, string pointer = "", Action? acts = null) => wire.On(request, () =>
    {
        if (way.Acts)
        {
            acts?.Invoke();
        }

        return Task.FromResult(way switch
        {
            Way.Answer said => Answer(said, pointer),
            Way.EmptyBody => Wire.Reply(""),
            Way.HalfBody => Wire.Reply(answer[..(answer.Length / 2)]),
            Way.Mislabelled mislabelled => Mislabelled(answer, mislabelled.ContentType),
            Way.SlowBody { InTime: true } => Wire.Reply(answer),
            Way.SlowBody => throw new TaskCanceledException("", new TimeoutException()),
            Way.Cut => throw new HttpRequestException(HttpRequestError.ResponseEnded),
            Way.NoSuchHost => throw new HttpRequestException(HttpRequestError.NameResolutionError),
            Way.ForeignCertificate => throw new HttpRequestException(HttpRequestError.SecureConnectionError),
            _ => throw new System.Diagnostics.UnreachableException(),
        });
    });

    /// <summary>The words that a person reads.</summary>
    public static string WordsFor(this Told told, ResourceKind kind)
    {
        ArgumentNullException.ThrowIfNull(kind);
        return told.Words.Replace("{0}", kind.Name.ToLowerInvariant(), StringComparison.Ordinal).Replace("{1}", kind.PluralName.ToLowerInvariant(), StringComparison.Ordinal);
    }

    /// <summary>What the console itself says in the alert: the API's own words, and what is known of their code, stand in a list there.</summary>
    public static string Said<TPage>(this IRenderedComponent<TPage> page)
        where TPage : IComponent => string.Join(' ', page.Texts("[role=alert] > h2, [role=alert] > p"));

    private static HttpResponseMessage Answer(Way.Answer said, string pointer)
    {
        var response = Wire.Reply(said.Body.Replace(FaultTable.Pointer, pointer, StringComparison.Ordinal), said.Status);
        if (said.RetryAfter is { } wait)
        {
            response.Headers.Add("Retry-After", wait);
        }

        return response;
    }

    private static HttpResponseMessage Mislabelled(string answer, string contentType)
    {
        var response = Wire.Reply(answer);
        response.Content.Headers.ContentType = new(contentType);
        return response;
    }
}
