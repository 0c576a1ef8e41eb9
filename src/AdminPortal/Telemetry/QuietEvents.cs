using System.Diagnostics;
using OpenTelemetry;

namespace AdminPortal.Telemetry;

/// <summary>
/// Keeps events back that did nothing to tell of: a keystroke in a field is one. An event goes out that had anything happen under it, failed, or took as long as people notice.
/// </summary>
internal sealed class QuietEvents : BaseProcessor<Activity>
{
    /// <summary>The framework's spans of events and navigation.</summary>
    public const string SourceName = "Microsoft.AspNetCore.Components";

    private const string EventName = "Microsoft.AspNetCore.Components.HandleEvent";
    private const string HasWork = "AdminPortal.HasWork";

    private static readonly TimeSpan Noticed = TimeSpan.FromMilliseconds(100);

    /// <inheritdoc/>
    public override void OnStart(Activity data)
    {
        if (data.Parent is { OperationName: EventName } click)
        {
            click.SetCustomProperty(HasWork, HasWork);
        }
    }

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (data.OperationName == EventName && data.Status != ActivityStatusCode.Error && data.Duration < Noticed && data.GetCustomProperty(HasWork) is null)
        {
            // The exporter passes over what is not marked.
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
