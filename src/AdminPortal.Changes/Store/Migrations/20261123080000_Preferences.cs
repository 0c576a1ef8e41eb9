using Microsoft.EntityFrameworkCore.Migrations;

namespace AdminPortal.Changes.Store.Migrations;

internal sealed partial class Preferences : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.CreateTable(
            name: "Preferences",
            columns: table => new
            {
                Person = table.Column<string>(type: "TEXT", nullable: false),
                Name = table.Column<string>(type: "TEXT", nullable: false),
                Value = table.Column<string>(type: "TEXT", nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_Preferences", row => new { row.Person, row.Name }));

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "Preferences");
}
