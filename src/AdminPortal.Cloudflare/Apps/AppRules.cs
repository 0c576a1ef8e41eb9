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
        RuleFor(app => app)
            .Must(HasAnything).WithState(_ => Rule.NewerTextAllowsLess)
            .OverridePropertyName(nameof(AppInput.Name))
            .WithMessage("Nothing is set. Newer text of the API wants at least one of name, type, hostnames and subnets in an update.");

        // A chain that stops at its first failure would stop at the first bad row; every row is told what is wrong with it.
        RuleForEach(app => app.Hostnames).Custom((hostname, row) => Refuse(row, HostnameProblem(hostname, row.InstanceToValidate.Hostnames!, IndexOf(row))));
        RuleForEach(app => app.IpSubnets).Custom((subnet, row) => Refuse(row, SubnetProblem(subnet, row.InstanceToValidate.IpSubnets!, IndexOf(row))));
        RuleForEach(app => app.SourceSubnets).Custom((subnet, row) => Refuse(row, SubnetProblem(subnet, row.InstanceToValidate.SourceSubnets!, IndexOf(row))));
    }

    private static string? HostnameProblem(string? hostname, IReadOnlyList<string> list, int index) => hostname switch
    {
        _ when !RuleText.IsDomainName(hostname) =>
            "A fully qualified domain name, such as auth.example.com, at most 253 characters: traffic is matched by the names that clients look up.",
        _ when list.Take(index).Any(earlier => IsSameName(earlier, hostname)) => "Listed already: each hostname counts once, and case does not matter.",
        _ => null,
    };

    private static string? SubnetProblem(string? subnet, IReadOnlyList<string> list, int index) => Cidr.Parse(subnet) switch
    {
        _ when IsIpv6(subnet) => "An IPv4 subnet: the API does not support IPv6 subnets for apps at present.",
        null => "An IPv4 subnet in CIDR notation, such as 192.0.2.0/24: traffic is matched by address and prefix length.",
        { HasHostBitsClear: false } cidr => $"{cidr.Network}/{cidr.PrefixLength} is the subnet that holds this address: a subnet is written with its first address.",
        _ when list.Take(index).Any(earlier => FieldComparison.Same(FieldMeaning.Cidr, earlier, subnet)) => "Listed already: each subnet counts once.",
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

    /// <summary>Case does not matter, nor does the final period that says what is fully qualified anyway (RFC 1034).</summary>
    private static bool IsSameName(string? left, string? right) => string.Equals(WithoutPeriod(left), WithoutPeriod(right), StringComparison.OrdinalIgnoreCase);

    private static string? WithoutPeriod(string? name) => name is [.. var rest, '.'] ? rest : name;

    private static bool IsIpv6(string? text) => Address.Ipv6(text?.Split('/')[0]) is not null;

    private static bool HasAnything(AppInput app) =>
        !string.IsNullOrEmpty(app.Name) || !string.IsNullOrEmpty(app.Type) || app.Hostnames is [_, ..] || app.IpSubnets is [_, ..] || app.SourceSubnets is [_, ..];
}
