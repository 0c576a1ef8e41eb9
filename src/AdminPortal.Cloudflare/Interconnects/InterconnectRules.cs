using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;
using FluentValidation;

namespace AdminPortal.Cloudflare.Interconnects;

/// <summary>Seed 004; reference 4.3 for what newer official text allows.</summary>
internal sealed class InterconnectRules : AbstractValidator<InterconnectInput>
{
    private const string InterfaceAddressText =
        "A /31 inside 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16: two hosts, one for each side of the tunnel.";

    public InterconnectRules(RuleContext context)
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(interconnect => interconnect.Name)
            .Must(name => RuleText.IsNothing(name) || !context.OtherNames.Contains(name!))
            .WithMessage("Another interconnect has this name: tunnels are told apart by their names, so each needs its own.")
            .Must(name => RuleText.IsNothing(name) || !context.OtherNames.Contains(name!, StringComparer.OrdinalIgnoreCase)).WithSeverity(Severity.Warning)
            .WithMessage("Another interconnect has this name but for upper and lower case. No document says whether the API tells them apart; people hardly do.");

        RuleFor(interconnect => interconnect.Mtu)
            .Must(mtu => mtu is null || mtu == decimal.Truncate(mtu.Value)).WithMessage("A whole number: the MTU counts bytes.")
            .Must(mtu => mtu is null or >= 576).WithMessage("The smallest MTU an interconnect can have is 576 bytes.")
            .Must(mtu => mtu is null or <= 9000).WithSeverity(Severity.Warning).WithMessage("Above 9000 bytes, which few networks carry from end to end: packets may be lost without a trace.");

        RuleFor(interconnect => interconnect.InterfaceAddress)
            .Must(address => address is null || IsAllowedByAnyText(Cidr.Parse(address))).WithMessage(InterfaceAddressText)
            .Must(address => address is null || Cidr.Parse(address) is { PrefixLength: 31, IsPrivate: true })
            .WithState(_ => Rule.NewerTextAllowsMore)
            .WithMessage(InterfaceAddressText + " Newer official text also allows a /30, and 169.254.240.0/20; whether this account may use them, only the API can tell.");

        RuleFor(interconnect => interconnect.InterfaceAddress6)
            .Must(address => address is null || Cidr.Parse(address) is { IsIpv6: true, PrefixLength: 127, HasHostBitsClear: true })
            .WithMessage("An IPv6 /127 written with the first address of its subnet, such as 2606:54c1:7:0:a9fe:12d2:1:200/127: two hosts, and the first is the one that is configured.");

        RuleFor(interconnect => interconnect.Gre!.CloudflareEndpoint)
            .Must(endpoint => endpoint is null || Address.Ipv4(endpoint) is not null)
            .WithMessage("An IPv4 address, such as 203.0.113.1: Cloudflare's end of the GRE tunnel.")
            .Must(endpoint => endpoint is null || context.Version != "1.5").WithState(_ => Rule.NewerTextAllowsLess)
            .WithMessage("This interconnect is of version 1.5, which has no GRE tunnel: newer official text says that the API refuses an endpoint.")
            .When(interconnect => interconnect.Gre is not null);

        When(interconnect => interconnect.HealthCheck is not null, () =>
        {
            RuleFor(interconnect => interconnect.HealthCheck!.Rate)
                .Must(rate => rate is null or "low" or "mid" or "high")
                .WithMessage("low, mid or high: the API knows three rates, and mid is its default.");
            RuleFor(interconnect => interconnect.HealthCheck!.Type)
                .Must(type => type is null or "reply" or "request")
                .WithMessage("reply or request: the API knows two types of probe, and reply is its default.");
            RuleFor(interconnect => interconnect.HealthCheck!.Target!.Saved)
                .Must(saved => RuleText.IsNothing(saved) || Address.Any(saved) is not null)
                .When(interconnect => interconnect.HealthCheck!.Target is not null)
                .WithMessage("An IP address, or nothing for the default that Cloudflare computes: the probe is forwarded to this address.");
        });
    }

    /// <summary>A /30 or /31, in private space or the approved link-local range.</summary>
    private static bool IsAllowedByAnyText(Cidr? subnet) => subnet is { IsIpv6: false, PrefixLength: 30 or 31 } && (subnet.IsPrivate || subnet.IsApprovedLinkLocal);
}
