using System.Text.Json;
using AdminPortal.Cloudflare.Values;
using FluentValidation.Results;

namespace AdminPortal.Cloudflare.Rules;

/// <summary>A validator's property paths, such as <c>Ip.Ipv4.IpAddr</c> and <c>Hostnames[2]</c>, as JSON pointers.</summary>
internal static class InputPath
{
    public static string ToPointer(ValidationFailure failure)
    {
        // A map's entries are validated one by one; the pointer names the key, not the entry's number.
        if (failure.AttemptedValue is KeyValuePair<string, string> entry)
        {
            return ToPointer(failure.PropertyName.Split('[')[0]) + "/" + JsonPointer.Escape(entry.Key);
        }

        return ToPointer(failure.PropertyName);
    }

    public static string ToPointer(string path)
    {
        var parts = path.Replace("]", "", StringComparison.Ordinal).Split(['.', '['], StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(parts.Select(part => "/" + JsonNamingPolicy.SnakeCaseLower.ConvertName(part)));
    }
}
