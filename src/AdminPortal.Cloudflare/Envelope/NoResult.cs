namespace AdminPortal.Cloudflare.Envelope;

/// <summary>Stands for a result that no document describes: whatever comes, nothing of it is used.</summary>
public sealed record NoResult;

/// <summary>A body that says nothing: <c>{}</c>.</summary>
public sealed record NoBody;
