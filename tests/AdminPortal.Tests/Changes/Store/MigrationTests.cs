using AdminPortal.Changes.Store;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace AdminPortal.Tests.Changes.Store;

/// <summary>While an upgrade is under way, the version before works on the tables of the new one: so migrations only add what it can leave out (docs/operating.md).</summary>
public sealed class MigrationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Migrations_OnlyAdd(bool shared)
    {
        using var context = (shared ? StoreSettings.AtServer("Host=nowhere") : StoreSettings.InFolder("nowhere")).Engine().NewContext();
        var assembly = context.GetService<IMigrationsAssembly>();

        var operations = assembly.Migrations.Values.SelectMany(type => assembly.CreateMigration(type, context.Database.ProviderName!).UpOperations).ToList();

        Assert.NotEmpty(operations);
        Assert.Empty(operations.Where(operation => !OnlyAdds(operation)).Select(operation => operation.GetType().Name));
    }

    private static bool OnlyAdds(MigrationOperation operation) => operation switch
    {
        CreateTableOperation or CreateIndexOperation { IsUnique: false } => true,
        AddColumnOperation column => column.IsNullable || column.DefaultValue is not null || column.DefaultValueSql is not null,
        _ => false,
    };
}
