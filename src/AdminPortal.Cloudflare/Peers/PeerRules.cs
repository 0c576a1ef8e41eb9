using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;
using FluentValidation;

namespace AdminPortal.Cloudflare.Peers;

/// <summary>Seed 003; reference 5.2 for what it leaves open.</summary>
internal sealed class PeerRules : AbstractValidator<PeerInput>
{
    public PeerRules()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(peer => peer.Name)
            .Must(name => !string.IsNullOrWhiteSpace(name)).WithMessage("A name is required: it is how zones' settings show this peer, and the API refuses a peer without one.");
        RuleFor(peer => peer.Ip)
            .Must(ip => RuleText.IsNothing(ip) || Address.Any(ip) is not null)
            .WithMessage("An IPv4 or IPv6 address, such as 192.0.2.53 or 2001:db8::53: Cloudflare sends NOTIFY to it, or asks it for transfers.");
        RuleFor(peer => peer.Port)
            .Must(port => port is null || (port == decimal.Truncate(port.Value) && port is >= 1 and <= 65535))
            .WithMessage("A whole number from 1 to 65535, usually 53: the port on which the other name server answers.");
    }
}
