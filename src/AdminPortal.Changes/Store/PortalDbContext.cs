using AdminPortal.Changes.Preferences;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Store;

/// <summary>The portal's tables, the same on both engines. <see cref="PortalStore"/> gives a context whose tables exist.</summary>
internal abstract class PortalDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Preference> Preferences => Set<Preference>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Preference>().HasKey(preference => new { preference.Person, preference.Name });
}

/// <summary>The tables in SQLite, with migrations of its own.</summary>
internal sealed class SqlitePortalDbContext(DbContextOptions<SqlitePortalDbContext> options) : PortalDbContext(options);

/// <summary>The tables in PostgreSQL, with migrations of its own.</summary>
internal sealed class PostgresPortalDbContext(DbContextOptions<PostgresPortalDbContext> options) : PortalDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);

        // Texts sort by their bytes, as in SQLite, whatever locale the database was created with: paging compares them.
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).Where(property => property.ClrType == typeof(string)))
        {
            property.SetCollation("C");
        }
    }
}
