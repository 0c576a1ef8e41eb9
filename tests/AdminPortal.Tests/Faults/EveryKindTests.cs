using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Tests.Faults;

/// <summary>A new kind cannot skip the matrix.</summary>
public sealed class EveryKindTests
{
    [Fact]
    public void FaultMatrix_OfEveryKind_IsInherited() => Assert.Equal(KindNames(_ => true), Inheriting(typeof(FaultMatrix<,>)));

    [Fact]
    public void LifeFaultMatrix_OfEveryKindThatTheApiDeletes_IsInherited() =>
        Assert.Equal(KindNames(kind => kind.IsAssignableTo(typeof(IDeletableKind))), Inheriting(typeof(LifeFaultMatrix<,>)));

    private static IEnumerable<string> KindNames(Func<Type, bool> which) => typeof(ResourceKind).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ResourceKind)) && which(type))
        .Select(type => type.BaseType!.GetGenericArguments()[0].Name)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Inheriting(Type matrix) => typeof(EveryKindTests).Assembly.GetTypes()
        .Where(type => !type.IsAbstract)
        .SelectMany(Ancestors)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == matrix)
        .Select(type => type.GetGenericArguments()[0].Name)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }
}
