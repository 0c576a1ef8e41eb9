using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace AdminPortal.Changes.Store;

/// <summary>Makes the context for <c>dotnet ef</c>, which never opens the file that it names.</summary>
/// <remarks>
/// Microsoft.EntityFrameworkCore.Design brings some forty packages, compilers among them, for a command that runs a few times a year, so the
/// project does not reference it. To add a migration, put these lines into AdminPortal.Changes.csproj, run the commands, and take them out again:
/// <code>
/// &lt;PackageReference Include="Microsoft.EntityFrameworkCore.Design" VersionOverride="10.0.11" PrivateAssets="all" /&gt;
/// &lt;PrunePackageReference Include="Mono.TextTemplating" Version="99.0.0" /&gt;
/// &lt;PrunePackageReference Include="Microsoft.VisualStudio.SolutionPersistence" Version="99.0.0" /&gt;
///
/// dotnet tool restore
/// cd src/AdminPortal.Changes
/// dotnet ef migrations add NameOfTheChange --context SqlitePortalDbContext --output-dir Store/Migrations/Sqlite
/// dotnet ef migrations add NameOfTheChange --context PostgresPortalDbContext --output-dir Store/Migrations/Postgres
/// </code>
/// Then make the generated classes internal and sealed, begin each file with "auto-generated", and take the pragmas out. An index of the changes
/// also belongs into <see cref="SqliteStatistics"/>.
/// </remarks>
internal sealed class SqlitePortalDbContextFactory : IDesignTimeDbContextFactory<SqlitePortalDbContext>
{
    /// <inheritdoc/>
    public SqlitePortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePortalDbContext>().UseSqlite("Data Source=:memory:").Options);
}

/// <summary>The same for PostgreSQL; it never calls the host that it names.</summary>
internal sealed class PostgresPortalDbContextFactory : IDesignTimeDbContextFactory<PostgresPortalDbContext>
{
    /// <inheritdoc/>
    public PostgresPortalDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPortalDbContext>().UseNpgsql("Host=nowhere").Options);
}
