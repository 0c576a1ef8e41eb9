using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;

namespace AdminPortal.Sandbox.Helpers;

/// <summary>TSIGs, read-only. As on the real API the secret comes back in clear; these ones sign nothing.</summary>
internal sealed class TsigsSection : ISection
{
    public const string Kind = "tsigs";
    public const string SampleId = "69cd1e104af3e6ed3cb344f263fd0d5a";
    public const string RotatedId = "b3a1f0c29d5e48b7a6f41d2c3e5f7089";

    public void Fill(AccountState account, SandboxOptions options)
    {
        account[Kind].Put(Make(SampleId, "tsig.customer.cf.", "hmac-sha512.", "bm90LWEtc2VjcmV0LXNhbmRib3gta2V5LW9uZQ=="));
        account[Kind].Put(Make(RotatedId, "transfer-2026.example.net.", "hmac-sha256.", "bm90LWEtc2VjcmV0LXNhbmRib3gta2V5LXR3bw=="));
        account[Kind].Put(Make("f4d27b6e1c8a49039be5d0a7c2641f38", "partner-axfr.example.org.", "hmac-sha1.", "bm90LWEtc2VjcmV0LXNhbmRib3gta2V5LTM="));
    }

    public void Map(ApiRoutes routes)
        => routes.Get("accounts/{account_id}/secondary_dns/tsigs", call => Reply.SinglePage(call.Account[Kind].Read().Resources));

    private static Resource Make(string id, string name, string algorithm, string secret)
        => new(id, new JsonObject { ["id"] = id, ["name"] = name, ["algo"] = algorithm, ["secret"] = secret });
}
