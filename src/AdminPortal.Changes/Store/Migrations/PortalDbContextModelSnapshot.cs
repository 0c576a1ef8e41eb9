using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace AdminPortal.Changes.Store.Migrations;

[DbContext(typeof(PortalDbContext))]
internal sealed class PortalDbContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder)
    {
        modelBuilder.HasAnnotation("ProductVersion", "10.0.11");

        modelBuilder.Entity("AdminPortal.Changes.Store.DataProtectionKey", entity =>
        {
            entity.Property<long>("Id").ValueGeneratedOnAdd().HasColumnType("INTEGER");
            entity.Property<string>("FriendlyName").HasColumnType("TEXT");
            entity.Property<string>("Xml").IsRequired().HasColumnType("TEXT");
            entity.HasKey("Id");
            entity.ToTable("DataProtectionKeys");
        });

        modelBuilder.Entity("AdminPortal.Changes.Preferences.Preference", entity =>
        {
            entity.Property<string>("Person").HasColumnType("TEXT");
            entity.Property<string>("Name").HasColumnType("TEXT");
            entity.Property<string>("Value").IsRequired().HasColumnType("TEXT");
            entity.HasKey("Person", "Name");
            entity.ToTable("Preferences");
        });
    }
}
