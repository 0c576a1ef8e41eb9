using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AdminPortal.Changes.Store;

/// <summary>Makes the context for <c>dotnet ef</c>, which never opens the file that it names.</summary>
/// <remarks>
/// Microsoft.EntityFrameworkCore.Design brings some forty packages, compilers among them, for a command that runs a few times a year, so the
/// project does not reference it. To add a migration, put these lines into AdminPortal.Changes.csproj, run the command, and take them out again:
/// <code>
/// &lt;PackageReference Include="Microsoft.EntityFrameworkCore.Design" VersionOverride="10.0.11" PrivateAssets="all" /&gt;
/// &lt;PrunePackageReference Include="Mono.TextTemplating" Version="99.0.0" /&gt;
/// &lt;PrunePackageReference Include="Microsoft.VisualStudio.SolutionPersistence" Version="99.0.0" /&gt;
///
/// dotnet tool restore
/// dotnet ef migrations add NameOfTheChange --project src/AdminPortal.Changes --startup-project src/AdminPortal.Changes --output-dir Store/Migrations
/// </code>
/// </remarks>
internal sealed class PortalDbContextFactory : IDesignTimeDbContextFactory<PortalDbContext>
{
    /// <inheritdoc/>
    public PortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PortalDbContext>().UseSqlite("Data Source=:memory:").Options);
}
