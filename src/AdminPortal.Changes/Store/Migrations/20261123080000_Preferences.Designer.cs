using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminPortal.Changes.Store.Migrations;

[DbContext(typeof(PortalDbContext))]
[Migration("20261123080000_Preferences")]
internal sealed partial class Preferences
{
    protected override void BuildTargetModel(ModelBuilder modelBuilder)
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
