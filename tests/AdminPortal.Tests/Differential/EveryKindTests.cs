using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Tests.Differential;

public sealed class EveryKindTests
{
    [Fact]
    public void EveryKind_OfTheConsole_HasItsDifferentialTests()
    {
        var kinds = typeof(ResourceKind).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ResourceKind)) && !type.IsAbstract).Select(type => type.BaseType!.GenericTypeArguments[0].Name);
        var tested = typeof(EveryKindTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(DifferentialTests<,>))
            .Select(type => type.BaseType!.GenericTypeArguments[0].Name);

        Assert.Equal(kinds.Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }
}
