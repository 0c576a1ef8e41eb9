using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Cloudflare.Rules;
using AdminPortal.Cloudflare.Values;
using FluentValidation;

namespace AdminPortal.Cloudflare.Apps;

/// <summary>Seed 001; reference 3.2 for what is merely unwise.</summary>
internal sealed class AppRules : AbstractValidator<AppInput>
{
    public AppRules()
    {
        RuleLevelCascadeMode = CascadeMode.Stop;

        RuleFor(app => app.Name)
            .Must((app, _) => HasAnything(app)).WithSeverity(Severity.Warning)
            .WithMessage("Nothing is set. Newer text of the API wants at least one member in an update.");

        RuleForEach(app => app.Hostnames)
            .Must(RuleText.IsDomainName).WithMessage("A fully qualified domain name, such as auth.example.com, at most 253 characters: traffic is matched by the names that clients look up.")
            .Must((app, hostname, context) => IsFirst(app.Hostnames!, hostname, context, FieldMeaning.Hostname)).WithMessage("Listed already: each hostname counts once, and case does not matter.");
        ForSubnets(RuleForEach(app => app.IpSubnets), app => app.IpSubnets!);
        ForSubnets(RuleForEach(app => app.SourceSubnets), app => app.SourceSubnets!);
    }

    private static void ForSubnets(IRuleBuilderInitialCollection<AppInput, string> subnet, Func<AppInput, IReadOnlyList<string>> list) => subnet
        .Must(text => !IsIpv6(text)).WithMessage("An IPv4 subnet: the API does not support IPv6 subnets for apps at present.")
        .Must(text => Cidr.Parse(text) is not null).WithMessage("An IPv4 subnet in CIDR notation, such as 192.0.2.0/24: traffic is matched by address and prefix length.")
        .Must(text => Cidr.Parse(text)!.HasHostBitsClear).WithMessage((_, text) => $"{Cidr.Parse(text)!.Network}/{Cidr.Parse(text)!.PrefixLength} is the subnet that holds this address: a subnet is written with its first address.")
        .Must((app, text, context) => IsFirst(list(app), text, context, FieldMeaning.Cidr)).WithMessage("Listed already: each subnet counts once.");

    private static bool IsIpv6(string? text) => Address.Ipv6(text?.Split('/')[0]) is not null;

    private static bool HasAnything(AppInput app) =>
        app is not { Name: null, Type: null, Hostnames: null, IpSubnets: null, SourceSubnets: null } || app.Unknown is { Count: > 0 };

    private static bool IsFirst(IReadOnlyList<string> list, string value, ValidationContext<AppInput> context, FieldMeaning meaning)
    {
        var index = (int)context.MessageFormatter.PlaceholderValues["CollectionIndex"];
        return !list.Take(index).Any(earlier => FieldComparison.Same(meaning, earlier, value));
    }
}
