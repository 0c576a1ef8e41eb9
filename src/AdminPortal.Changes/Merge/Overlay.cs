using System.Text.Json.Nodes;
using AdminPortal.Changes.Diff;
using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Values;

namespace AdminPortal.Changes.Merge;

/// <summary>Lays edited fields over a freshly read input, so that what nobody touched, known or not, stays as it is.</summary>
public static class Overlay
{
    /// <summary>A copy of <paramref name="live"/> with everything that <paramref name="proposed"/> changed against <paramref name="baseline"/>.</summary>
    public static JsonObject Apply(ResourceKind kind, JsonObject baseline, JsonObject proposed, JsonObject live)
    {
        ArgumentNullException.ThrowIfNull(live);
        var merged = (JsonObject)live.DeepClone();
        foreach (var difference in InputDiff.Between(kind, baseline, proposed))
        {
            Put(merged, difference.Pointer, difference.After);
        }

        return merged;
    }

    /// <summary>Puts a copy of <paramref name="value"/> at <paramref name="pointer"/>, or takes away what is there.</summary>
    internal static void Put(JsonObject input, string pointer, JsonNode? value)
    {
        if (value is null)
        {
            JsonPointer.Remove(input, pointer);
        }
        else
        {
            JsonPointer.Write(input, pointer, value.DeepClone());
        }
    }
}
