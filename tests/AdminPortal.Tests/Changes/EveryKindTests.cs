using AdminPortal.Cloudflare.Kinds;
using AdminPortal.Tests.Changes.Lost;

namespace AdminPortal.Tests.Changes;

public sealed class EveryKindTests
{
    [Fact]
    public void EveryKind_ThatTheApiCreatesAndDeletes_HasItsTestsOfLostWrites()
    {
        var kinds = Inputs.Kinds.Where(kind => kind is IDeletableKind).Select(kind => kind.GetType().BaseType!.GenericTypeArguments[0].Name);
        var tested = typeof(EveryKindTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(LostWriteTests<,>))
            .Select(type => type.BaseType!.GenericTypeArguments[0].Name);

        Assert.Equal(kinds.Order(StringComparer.Ordinal), tested.Order(StringComparer.Ordinal));
    }
}
