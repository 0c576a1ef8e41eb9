using AdminPortal.Cloudflare.Envelope;
using AdminPortal.Cloudflare.Pipeline;

namespace AdminPortal.Cloudflare.Kinds;

/// <summary>A kind whose resources the API creates.</summary>
/// <typeparam name="TResource">One object of the kind as the API returns it.</typeparam>
/// <typeparam name="TInput">The writable fields.</typeparam>
public interface ICreatableKind<TResource, TInput>
{
    /// <summary>What a form starts from.</summary>
    TInput Empty { get; }

    /// <summary>Whether POST takes only part of the input, so that an update with the rest has to follow (reference 5.1).</summary>
    bool IsCompletedByUpdate { get; }

    /// <summary>What the server sets on a new resource, by the names of <see cref="ResourceKind{TResource, TInput}.ReadOnlyMembers"/>.</summary>
    IReadOnlyList<string> SetByServer { get; }

    /// <summary>What POST takes of the input.</summary>
    TInput FirstStep(TInput input) => input;

    /// <summary>Sends the POST.</summary>
    Task<ApiResult<TResource>> CreateAsync(AccountClient client, TInput input, CancellationToken cancellationToken);

    /// <summary>Where a POST of <paramref name="sent"/> that got no answer has left its resource, if it left one, among others; one call.</summary>
    Task<ApiResult<IReadOnlyList<TResource>>> ListAroundAsync(AccountClient client, TInput sent, CancellationToken cancellationToken);

    /// <summary>When the API created the resource, or null where it does not say.</summary>
    DateTimeOffset? CreatedAt(TResource resource) => null;
}
