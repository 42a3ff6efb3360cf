using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NFlow.Runtime.Storage.EF.Schema.Migrations.PostgresRuntime
{
    /// <inheritdoc />
    internal sealed partial class KeyRing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "nflow_runtime_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    xml = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_nflow_runtime_keys", x => x.name);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "nflow_runtime_keys");
        }
    }
}
