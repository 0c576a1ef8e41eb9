using AdminPortal.Cloudflare.Envelope;
using RestEase;

namespace AdminPortal.Cloudflare.Targets;

/// <summary>Infrastructure access targets (seed 000, reference 2.1). PUT replaces the whole target.</summary>
[AllowAnyStatusCode]
public interface ITargetsApi
{
    /// <summary>One page of targets; <see cref="TargetQuery.ToParameters"/> makes the query.</summary>
    [Get("accounts/{accountId}/infrastructure/targets")]
    Task<ApiResult<IReadOnlyList<Target>>> ListAsync([Path] string accountId, [QueryMap] IDictionary<string, object> query, CancellationToken cancellationToken);

    /// <summary>Creates a target; answers 200.</summary>
    [Post("accounts/{accountId}/infrastructure/targets")]
    Task<ApiResult<Target>> CreateAsync([Path] string accountId, [Body] TargetInput target, CancellationToken cancellationToken);

    /// <summary>Reads a target.</summary>
    [Get("accounts/{accountId}/infrastructure/targets/{targetId}")]
    Task<ApiResult<Target>> ReadAsync([Path] string accountId, [Path] string targetId, CancellationToken cancellationToken);

    /// <summary>Replaces a target (seed 000).</summary>
    [Put("accounts/{accountId}/infrastructure/targets/{targetId}")]
    Task<ApiResult<Target>> UpdateAsync([Path] string accountId, [Path] string targetId, [Body] TargetInput target, CancellationToken cancellationToken);

    /// <summary>Deletes a target; the answer's body is not documented.</summary>
    [Delete("accounts/{accountId}/infrastructure/targets/{targetId}")]
    Task<ApiResult<NoResult>> DeleteAsync([Path] string accountId, [Path] string targetId, CancellationToken cancellationToken);

    /// <summary>Creates many targets. Its name elsewhere is "bulk update"; it creates (reference 2.1).</summary>
    [Put("accounts/{accountId}/infrastructure/targets/batch")]
    Task<ApiResult<IReadOnlyList<Target>>> CreateManyAsync([Path] string accountId, [Body] IReadOnlyList<TargetInput> targets, CancellationToken cancellationToken);

    /// <summary>Deletes many targets.</summary>
    [Post("accounts/{accountId}/infrastructure/targets/batch_delete")]
    Task<ApiResult<NoResult>> DeleteManyAsync([Path] string accountId, [Body] TargetIds targets, CancellationToken cancellationToken);
}

/// <summary>Body of <c>batch_delete</c>.</summary>
/// <param name="Ids">UUIDs, sent as <c>target_ids</c>.</param>
public sealed record TargetIds([property: System.Text.Json.Serialization.JsonPropertyName("target_ids")] IReadOnlyList<string> Ids);
