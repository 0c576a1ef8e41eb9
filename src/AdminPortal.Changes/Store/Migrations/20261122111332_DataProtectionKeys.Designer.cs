using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminPortal.Changes.Store.Migrations;

[DbContext(typeof(PortalDbContext))]
[Migration("20261122111332_DataProtectionKeys")]
internal sealed partial class DataProtectionKeys
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
    }
}
