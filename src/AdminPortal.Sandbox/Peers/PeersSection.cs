using System.Text.Json;
using System.Text.Json.Nodes;
using AdminPortal.Sandbox.Envelope;
using AdminPortal.Sandbox.Helpers;
using AdminPortal.Sandbox.Net;
using AdminPortal.Sandbox.Routing;
using AdminPortal.Sandbox.State;
using AdminPortal.Sandbox.Validation;

namespace AdminPortal.Sandbox.Peers;

/// <summary>
/// Secondary DNS peers (reference section 5). PUT replaces: without <c>ip</c>, <c>port</c> and <c>ixfr_enable</c> a peer is as fresh as after POST (empty, 0, false),
/// without <c>tsig_id</c> it has none; an empty <c>tsig_id</c> is kept as sent.
/// </summary>
internal sealed class PeersSection : ISection
{
    public const string Kind = "peers";
    private const string Collection = "accounts/{account_id}/secondary_dns/peers";
    private const string One = Collection + "/{peer_id}";

    /// <summary>The body of POST is documented with <c>name</c> alone; these come with the PUT that must follow.</summary>
    private static readonly string[] AfterCreation = ["ip", "port", "ixfr_enable", "tsig_id"];

    private const string Documentation = "https://developers.cloudflare.com/api/resources/dns/subresources/zone_transfers/subresources/peers/";

    public void Fill(AccountState account, SandboxOptions options)
    {
        foreach (var peer in PeerSamples.Make())
            account[Kind].Put(peer);
    }

    public void Map(ApiRoutes routes)
    {
        routes.Get(Collection, call => Reply.SinglePage(call.Account[Kind].Read().Resources));
        routes.Post(Collection, Create);
        routes.Get(One, call => Find(call) is { } peer ? Reply.Ok(peer) : Missing(call));
        routes.Put(One, Update);
        routes.Delete(One, Delete);
    }

    private static Reply Create(ApiCall call)
    {
        var findings = new Findings(Documentation);
        CheckName(Field.Root(findings, call.Body)["name"]);
        if (findings.Any)
            return findings.ToReply();

        var peer = JsonObject.Create(call.Body)!;
        foreach (var member in AfterCreation)
            peer.Remove(member);
        return Store(call, Ids.NewHex(), peer);
    }

    private static Reply Update(ApiCall call)
    {
        if (Find(call) is not { } stored)
            return Missing(call);
        var findings = new Findings(Documentation);
        Check(Field.Root(findings, call.Body, stored.Json), call.Account);
        return findings.Any ? findings.ToReply() : Store(call, stored.Id, JsonObject.Create(call.Body)!);
    }

    private static Reply Store(ApiCall call, string id, JsonObject peer)
    {
        peer.DropNulls("tsig_id");
        peer.SetDefault("ip", "");
        peer.SetDefault("port", 0);
        peer.SetDefault("ixfr_enable", false);
        peer["id"] = id;
        var resource = new Resource(id, peer);
        call.Account[Kind].Put(resource);
        return Reply.Ok(resource);
    }

    private static Reply Delete(ApiCall call)
    {
        if (Find(call) is not { } stored)
            return Missing(call);
        call.Account[Kind].Remove(stored.Id);
        return Reply.Ok(new JsonObject { ["id"] = stored.Id });
    }

    private static void Check(Field peer, AccountState account)
    {
        CheckName(peer["name"]);
        var (ip, tsig) = (peer["ip"], peer["tsig_id"]);
        if (ip.IsChanged(JsonValueKind.String, "ip") && ip.Text is not "" && !Addresses.TryParse(ip.Text, out _))
            ip.Refuse(ErrorCode.Invalid, "ip must be an IPv4 or IPv6 address.");
        peer["port"].RequireWholeNumber("port", minimum: 1, maximum: 65535);
        peer["ixfr_enable"].RequireBoolean("ixfr_enable");
        if (tsig.IsChanged(JsonValueKind.String, "tsig_id") && tsig.Text is not "" && account[TsigsSection.Kind].Find(tsig.Text!) is null)
            tsig.Refuse(ErrorCode.UnknownReference, "tsig_id names no TSIG of this account.");
    }

    private static void CheckName(Field name)
    {
        name.RefuseWhenMissing("name is required.");
        if (name.IsChanged(JsonValueKind.String, "name") && string.IsNullOrWhiteSpace(name.Text))
            name.Refuse(ErrorCode.Required, "name must not be empty.");
    }

    private static Resource? Find(ApiCall call) => call.Account[Kind].Find(call.RouteValue("peer_id"));

    private static Reply Missing(ApiCall call) => Ids.Missing(call, call.RouteValue("peer_id"), "Peer");
}
