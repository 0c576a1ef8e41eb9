using AdminPortal.Changes.Preferences;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Changes.Store;

/// <summary>The portal's tables. <see cref="PortalStore.OpenAsync"/> gives one whose tables exist.</summary>
internal sealed class PortalDbContext(DbContextOptions<PortalDbContext> options) : DbContext(options)
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Preference> Preferences => Set<Preference>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Preference>().HasKey(preference => new { preference.Person, preference.Name });
}
