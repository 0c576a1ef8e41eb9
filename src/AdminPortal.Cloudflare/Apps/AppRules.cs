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
        RuleFor(app => app.Name)
            .Must((app, _) => HasAnything(app)).WithSeverity(Severity.Warning)
            .WithMessage("Nothing is set. Newer text of the API wants at least one member in an update.");

        // A chain that stops at its first failure would stop at the first bad row; every row is told what is wrong with it.
        RuleForEach(app => app.Hostnames).Custom((hostname, row) => Refuse(row, HostnameProblem(hostname, row.InstanceToValidate.Hostnames!, IndexOf(row))));
        RuleForEach(app => app.IpSubnets).Custom((subnet, row) => Refuse(row, SubnetProblem(subnet, row.InstanceToValidate.IpSubnets!, IndexOf(row))));
        RuleForEach(app => app.SourceSubnets).Custom((subnet, row) => Refuse(row, SubnetProblem(subnet, row.InstanceToValidate.SourceSubnets!, IndexOf(row))));
    }

    private static string? HostnameProblem(string? hostname, IReadOnlyList<string> list, int index) => hostname switch
    {
        _ when !RuleText.IsDomainName(hostname) =>
            "A fully qualified domain name, such as auth.example.com, at most 253 characters: traffic is matched by the names that clients look up.",
        _ when IsRepeated(list, index, FieldMeaning.Hostname) => "Listed already: each hostname counts once, and case does not matter.",
        _ => null,
    };

    private static string? SubnetProblem(string? subnet, IReadOnlyList<string> list, int index) => Cidr.Parse(subnet) switch
    {
        _ when IsIpv6(subnet) => "An IPv4 subnet: the API does not support IPv6 subnets for apps at present.",
        null => "An IPv4 subnet in CIDR notation, such as 192.0.2.0/24: traffic is matched by address and prefix length.",
        { HasHostBitsClear: false } cidr => $"{cidr.Network}/{cidr.PrefixLength} is the subnet that holds this address: a subnet is written with its first address.",
        _ when IsRepeated(list, index, FieldMeaning.Cidr) => "Listed already: each subnet counts once.",
        _ => null,
    };

    private static void Refuse(ValidationContext<AppInput> row, string? problem)
    {
        if (problem is not null)
        {
            row.AddFailure(problem);
        }
    }

    private static int IndexOf(ValidationContext<AppInput> row) => (int)row.MessageFormatter.PlaceholderValues["CollectionIndex"];

    private static bool IsRepeated(IReadOnlyList<string> list, int index, FieldMeaning meaning) =>
        list.Take(index).Any(earlier => FieldComparison.Same(meaning, earlier, list[index]));

    private static bool IsIpv6(string? text) => Address.Ipv6(text?.Split('/')[0]) is not null;

    private static bool HasAnything(AppInput app) =>
        app is not { Name: null, Type: null, Hostnames: null, IpSubnets: null, SourceSubnets: null } || app.Unknown is { Count: > 0 };
}
