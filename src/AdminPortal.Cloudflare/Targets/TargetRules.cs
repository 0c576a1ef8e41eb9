using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;
using FluentValidation;

namespace AdminPortal.Cloudflare.Targets;

/// <summary>Seed 000; reference 2.2 for what is merely unwise.</summary>
internal sealed class TargetRules : AbstractValidator<TargetInput>
{
    public TargetRules()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(target => target.Hostname)
            .NotEmpty().WithMessage("A hostname is required: it is the label by which access applications select this target.")
            .MaximumLength(255).WithMessage("At most 255 characters, the API's limit for a hostname.")
            .Must(RuleText.IsHostname).WithMessage("Letters, digits, dashes and periods, with a letter or digit at both ends, and no spaces: the API takes nothing else in a hostname.");
        RuleFor(target => target.Hostname)
            .Must(hostname => hostname is null || hostname.Length is <= 253 or > 255).WithSeverity(Severity.Warning)
            .WithMessage("Longer than 253 characters. The API's limit is 255, but Cloudflare's product documentation says 253, the limit of DNS.");

        RuleFor(target => target.Ip!.Ipv4!.IpAddr)
            .Must(address => address is null || Address.Ipv4(address) is not null)
            .When(target => target.Ip?.Ipv4 is not null)
            .WithMessage("An IPv4 address of four decimal parts, such as 10.1.2.3: this member holds the target's IPv4 address.");
        RuleFor(target => target.Ip!.Ipv6!.IpAddr)
            .Must(address => address is null || Address.Ipv6(address) is not null)
            .When(target => target.Ip?.Ipv6 is not null)
            .WithMessage("An IPv6 address, such as 2001:db8::53, without a zone and not an IPv4 address in IPv6 notation: this member holds the target's IPv6 address.");
        RuleFor(target => target.Ip!.Ipv4!.VirtualNetworkId).Must(IsNetwork).When(target => target.Ip?.Ipv4 is not null).WithMessage(NetworkText);
        RuleFor(target => target.Ip!.Ipv6!.VirtualNetworkId).Must(IsNetwork).When(target => target.Ip?.Ipv6 is not null).WithMessage(NetworkText);

        RuleFor(target => target.Ip)
            .Must(ip => !RuleText.IsNothing(ip?.Ipv4?.IpAddr) || !RuleText.IsNothing(ip?.Ipv6?.IpAddr)).WithSeverity(Severity.Warning)
            .OverridePropertyName("Ip.Ipv4.IpAddr")
            .WithMessage("Neither an IPv4 nor an IPv6 address. The API takes a target without one, but nobody can reach it.");

        RuleForEach(target => target.Tags)
            .Must(tag => tag.Key.Length > 0).WithMessage("A tag needs a key: it is the name by which access applications select it.")
            .Must(tag => tag.Value is not null).WithMessage("A tag's value is text; it may be empty, but not missing.");
    }

    private const string NetworkText = "The UUID of a virtual network, or nothing for the account's default network: the API knows virtual networks by nothing else.";

    private static bool IsNetwork(string? id) => id is null || RuleText.Uuid.IsMatch(id);
}
