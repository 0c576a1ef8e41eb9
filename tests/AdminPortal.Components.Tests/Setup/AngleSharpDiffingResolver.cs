using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Bunit;

namespace AdminPortal.Components.Tests.Setup;

/// <summary>
/// bunit was built against a newer AngleSharp.Diffing than the registry has, and the loader takes no older version by itself. Goes with the
/// direct reference in the project file once the registry has 1.1.1.
/// </summary>
internal static class AngleSharpDiffingResolver
{
    private const string Name = "AngleSharp.Diffing";

    [ModuleInitializer]
    internal static void Register()
    {
        AssemblyLoadContext.Default.Resolving += static (context, wanted) =>
            wanted.Name == Name ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, $"{Name}.dll")) : null;

        // How long a failing assertion is waited for; a busy machine must not make a right one fail.
        BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);
    }
}
