using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Components.Tests.Forms;

public sealed class EveryKindTests
{
    [Fact]
    public void FormTests_OfEveryKind_AreInherited()
    {
        var tested = typeof(EveryKindTests).Assembly.GetTypes()
            .Select(type => type.BaseType)
            .Where(type => type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(FormTests<,,>))
            .Select(type => type!.GetGenericArguments()[1].Name);

        Assert.Equal(KindNames(), tested.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Console_EveryKind_IsListed() => Assert.Equal(KindNames(), AdminPortal.Shell.Kinds.Lists.Select(list => list.Kind.Name).Order(StringComparer.Ordinal));

    private static IEnumerable<string> KindNames() => typeof(ResourceKind).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ResourceKind)))
        .Select(type => type.BaseType!.GetGenericArguments()[0].Name)
        .Order(StringComparer.Ordinal);
}
