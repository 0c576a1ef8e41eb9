using System.Text.Json;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Net;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Interconnects;

/// <summary>What a health check may be (reference 4.4).</summary>
internal static class HealthCheckRules
{
    private static readonly Subnet ProbeRange = Subnet.TryParse("198.41.199.224/27", out var range) ? range : default;

    public static void Check(Field interconnect, bool isVersion15, bool targetIsObject)
    {
        var check = interconnect["health_check"];
        if (!check.IsChanged(JsonValueKind.Object, "health_check"))
            return;
        check["enabled"].RequireBoolean("enabled");
        check["rate"].RequireOneOf("rate", "low", "mid", "high");
        check["type"].RequireOneOf("type", "reply", "request");
        check["direction"].RequireOneOf("direction", "unidirectional", "bidirectional");
        CheckSource(check, isVersion15);
        CheckTarget(check["target"], targetIsObject, HealthCheckTarget.Effective(interconnect.Stored));
    }

    private static void CheckTarget(Field target, bool isObject, string effective)
    {
        if (!target.IsPresent)
            return;
        if (isObject)
        {
            if (target.Value.ValueKind != JsonValueKind.Object)
                target.Refuse(ErrorCode.WrongType, "target must be an object when x-magic-new-hc-target is true.");
            else
                CheckAddress(target["saved"], "saved");
        }
        else if (target.Value.ValueKind != JsonValueKind.String)
        {
            target.Refuse(ErrorCode.WrongType, "target must be a string unless x-magic-new-hc-target is true.");
        }
        else if (target.Text != effective)
        {
            CheckAddress(target, "target");
        }
    }

    private static void CheckAddress(Field field, string name)
    {
        if (field.IsChanged(JsonValueKind.String, name) && field.Text is not "" && !Addresses.TryParse(field.Text, out _))
            field.Refuse(ErrorCode.Invalid, $"{name} must be an IPv4 or IPv6 address, or empty for the computed default.");
    }

    /// <summary>Only version 1.5 has a source: required for bidirectional checks, not allowed for others.</summary>
    private static void CheckSource(Field check, bool isVersion15)
    {
        var source = check["source"];
        var isBidirectional = check["direction"].Text == "bidirectional";
        if (isBidirectional && isVersion15 && check["direction"].NeedsCheck)
            source.RefuseWhenMissing("source is required for bidirectional health checks.");
        if (!source.IsChanged(JsonValueKind.String, "source"))
            return;
        if (!isVersion15 || !isBidirectional)
            source.Refuse(ErrorCode.NotSupported, "source is for bidirectional health checks of version 1.5 only.");
        else if (!Addresses.TryParseIPv4(source.Text, out var address) || !IsAllowed(new Subnet(address, 32)))
            source.Refuse(ErrorCode.Invalid, "source must be an IPv4 address in RFC 1918, 169.254.240.0/20 or 198.41.199.224/27.");
    }

    private static bool IsAllowed(Subnet source) => source.IsApprovedForTunnels || ProbeRange.Contains(source);
}
