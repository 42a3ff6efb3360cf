using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NFlow.Runtime.Storage.EF.Schema.Migrations.PostgresRuntime
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "nflow_runtime_session_parts",
                columns: table => new
                {
                    session_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    json = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_nflow_runtime_session_parts", x => new { x.session_id, x.name });
                });

            migrationBuilder.CreateTable(
                name: "nflow_runtime_sessions",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    expires_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_nflow_runtime_sessions", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "nflow_runtime_sessions_expires_at",
                table: "nflow_runtime_sessions",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "nflow_runtime_session_parts");

            migrationBuilder.DropTable(
                name: "nflow_runtime_sessions");
        }
    }
}
