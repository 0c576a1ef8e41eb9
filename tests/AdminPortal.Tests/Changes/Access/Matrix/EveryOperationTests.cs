using System.Reflection;
using AdminPortal.Changes;
using AdminPortal.Changes.Access;
using AdminPortal.Changes.Feed;

namespace AdminPortal.Tests.Changes.Access.Matrix;

/// <summary>No operation and no kind escapes what <see cref="OperationAccessTests{TResource, TInput}"/> proves.</summary>
public sealed class EveryOperationTests
{
    /// <summary>
    /// What takes a person and changes no resource: it answers whether the person may, tells others who it was, or is about the console itself
    /// (<see cref="ConsoleAdministrationTests"/> has all of that).
    /// </summary>
    private static readonly IReadOnlyList<Type> Askers = [typeof(AccessControl), typeof(ChangeAnnouncer), typeof(ConsoleAdministration)];

    [Fact]
    public void EveryMethod_ThatActsForAPerson_IsInTheMatrix()
    {
        var acting = typeof(Actor).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName && !Askers.Contains(method.DeclaringType) && method.DeclaringType != typeof(Actor))
            .Where(method => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(Actor)))
            .Select(Name);

        Assert.Equal(
            Enum.GetValues<Operation>().Select(Operations.MethodOf).Select(Name).Distinct().Order(StringComparer.Ordinal),
            acting.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryKind_HasTheMatrix()
    {
        var tested = typeof(EveryOperationTests).Assembly.GetTypes().Where(type => !type.IsAbstract).Select(Matrix).OfType<Type>().Select(matrix => matrix.GenericTypeArguments[0].Name);

        Assert.Equal(
            Inputs.Kinds.Select(kind => kind.GetType().BaseType!.GenericTypeArguments[0].Name).Order(StringComparer.Ordinal),
            tested.Distinct().Order(StringComparer.Ordinal));
    }

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";

    private static Type? Matrix(Type? type) => type switch
    {
        null => null,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(OperationAccessTests<,>) => type,
        _ => Matrix(type.BaseType),
    };
}
