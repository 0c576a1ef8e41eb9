using AdminPortal.Changes.Instances;
using OpenTelemetry.Resources;

namespace AdminPortal.Telemetry;

/// <summary>Who sends: the console, its version and instance, and the machine. OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES have the last word.</summary>
internal static class TelemetryResource
{
    public static void Describe(ResourceBuilder resource, ThisInstance self) => resource
        .AddService("adminportal", serviceVersion: self.Version, serviceInstanceId: self.Id)
        .AddAttributes([new("host.name", Environment.MachineName)])
        .AddEnvironmentVariableDetector();
}
