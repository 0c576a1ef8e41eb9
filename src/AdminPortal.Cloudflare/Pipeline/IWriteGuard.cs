namespace AdminPortal.Cloudflare.Pipeline;

/// <summary>Has the last word on writes: asked for each call that is not a read, when its turn has come and just before it is sent.</summary>
public interface IWriteGuard
{
    /// <summary>Why no write may be sent now, or null where one may.</summary>
    Task<string?> RefusalAsync(CancellationToken cancellationToken);
}
