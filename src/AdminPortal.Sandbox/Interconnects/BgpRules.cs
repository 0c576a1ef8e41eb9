using System.Text.Json;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Net;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Interconnects;

/// <summary>What the BGP settings of an interconnect may be (reference 4.5).</summary>
internal static class BgpRules
{
    public static void Check(Field bgp)
    {
        if (!bgp.IsChanged(JsonValueKind.Object, "bgp"))
            return;
        bgp["customer_asn"].RequireWholeNumber("customer_asn", minimum: 0, maximum: int.MaxValue);
        bgp["import_filter_id"].RequireText("import_filter_id");
        bgp["export_filter_id"].RequireText("export_filter_id");
        CheckKey(bgp["md5_key"]);

        var prefixes = bgp["extra_prefixes"];
        if (!prefixes.IsChanged(JsonValueKind.Array, "extra_prefixes"))
            return;
        foreach (var prefix in prefixes.Items().Where(prefix => !prefix.IsPresent || prefix.NeedsCheck))
        {
            if (!Subnet.TryParse(prefix.Text, out var subnet) || subnet.HasHostBits)
                prefix.Refuse(ErrorCode.Invalid, "A prefix must be a CIDR whose bits after the prefix are zero.");
        }
    }

    private static void CheckKey(Field key)
    {
        if (key.IsChanged(JsonValueKind.String, "md5_key") && !(key.Text is { Length: > 0 } text && text.All(letter => letter is >= ' ' and <= '~' and not ('"' or '?'))))
            key.Refuse(ErrorCode.Invalid, "md5_key must be printable ASCII without \" and ?, and not empty.");
    }
}
