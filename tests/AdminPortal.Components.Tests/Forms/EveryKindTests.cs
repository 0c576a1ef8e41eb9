using AdminPortal.Cloudflare.Kinds;

namespace AdminPortal.Components.Tests.Forms;

public sealed class EveryKindTests
{
    [Fact]
    public void FormTests_OfEveryKind_AreInherited() => Assert.Equal(KindNames(), Inheriting(typeof(FormTests<,,>)));

    [Fact]
    public void ListFaultTests_OfEveryKind_AreInherited() => Assert.Equal(KindNames(), Inheriting(typeof(Faults.ListFaultTests<,,>)));

    [Fact]
    public void CallsTests_OfEveryKind_AreInherited() => Assert.Equal(KindNames(), Inheriting(typeof(Calls.CallsTests<,,,>)));

    [Fact]
    public void DeletableFormTests_OfEveryKindThatTheApiDeletes_AreInherited() =>
        Assert.Equal(KindNames(kind => kind.IsAssignableTo(typeof(IDeletableKind))), Inheriting(typeof(DeletableFormTests<,,>)));

    [Fact]
    public void CreateFormTests_OfEveryKindThatTheApiCreates_AreInherited() => Assert.Equal(
        KindNames(kind => kind.GetInterfaces().Any(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ICreatableKind<,>))),
        Inheriting(typeof(CreateFormTests<,,,>)));

    [Fact]
    public void Console_EveryKind_IsListed() => Assert.Equal(KindNames(), AdminPortal.Shell.Kinds.Lists.Select(list => list.Kind.Name).Order(StringComparer.Ordinal));

    /// <summary>The kinds whose tests inherit <paramref name="tests"/>, whose last type parameters are the resource and the input.</summary>
    private static IEnumerable<string> Inheriting(Type tests) => typeof(EveryKindTests).Assembly.GetTypes()
        .Where(type => !type.IsAbstract)
        .SelectMany(Ancestors)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == tests)
        .Select(type => type.GetGenericArguments()[^2].Name)
        .Order(StringComparer.Ordinal);

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }

    private static IEnumerable<string> KindNames(Func<Type, bool>? which = null) => typeof(ResourceKind).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ResourceKind)) && which?.Invoke(type) is not false)
        .Select(type => type.BaseType!.GetGenericArguments()[0].Name)
        .Order(StringComparer.Ordinal);
}
