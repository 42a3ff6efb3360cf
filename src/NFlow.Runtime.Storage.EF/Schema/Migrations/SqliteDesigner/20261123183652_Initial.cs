using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace NFlow.Runtime.Storage.EF.Schema.Migrations.SqliteDesigner
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "api_tokens",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "char(200)", nullable: true, defaultValueSql: "''"),
                    token = table.Column<string>(type: "text", nullable: false),
                    start = table.Column<DateTime>(type: "timestamp", nullable: true, defaultValueSql: "CURRENT_TIMESTAMP"),
                    expired = table.Column<long>(type: "integer", nullable: true),
                    active = table.Column<string>(type: "blob", nullable: false, defaultValueSql: "true"),
                    header = table.Column<string>(type: "char(150)", nullable: true, defaultValueSql: "'Authorization'"),
                    token_type = table.Column<string>(type: "char(150)", nullable: true, defaultValueSql: "'Bearer'")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "modules",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "text", nullable: false),
                    form = table.Column<string>(type: "text", nullable: false),
                    mod = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_modules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "nflow",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "text", nullable: false),
                    json = table.Column<string>(type: "blob", nullable: false),
                    default_js = table.Column<string>(type: "text", nullable: true),
                    tag = table.Column<string>(type: "varchar(200)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_nflow", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "queries",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "varchar(200)", nullable: true),
                    query = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_queries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "template",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "varchar(200)", nullable: true),
                    content = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_template", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "tracker",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    log_id = table.Column<string>(type: "text", nullable: true),
                    box_id = table.Column<string>(type: "text", nullable: true),
                    box_name = table.Column<string>(type: "text", nullable: true),
                    box_type = table.Column<string>(type: "text", nullable: true),
                    url = table.Column<string>(type: "text", nullable: true),
                    username = table.Column<string>(type: "text", nullable: true),
                    connection_next = table.Column<string>(type: "text", nullable: true),
                    duration = table.Column<string>(type: "text", nullable: true),
                    created = table.Column<DateTime>(type: "timestamp", nullable: true, defaultValueSql: "CURRENT_TIMESTAMP"),
                    order_box = table.Column<int>(type: "integer", nullable: true),
                    payload = table.Column<string>(type: "text", nullable: true),
                    ip = table.Column<string>(type: "char(128)", nullable: true),
                    real_ip = table.Column<string>(type: "char(128)", nullable: true),
                    user_agent = table.Column<string>(type: "char(800)", nullable: true),
                    query_param = table.Column<string>(type: "text", nullable: true),
                    hostname = table.Column<string>(type: "char(500)", nullable: true),
                    host = table.Column<string>(type: "char(500)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tracker", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    username = table.Column<string>(type: "varchar(200)", nullable: false),
                    password = table.Column<string>(type: "varchar(200)", nullable: false),
                    rol = table.Column<string>(type: "varchar(200)", nullable: true, defaultValueSql: "'ROL_USER'"),
                    active = table.Column<string>(type: "blob", nullable: false, defaultValueSql: "true")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_users", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_tokens");

            migrationBuilder.DropTable(
                name: "modules");

            migrationBuilder.DropTable(
                name: "nflow");

            migrationBuilder.DropTable(
                name: "queries");

            migrationBuilder.DropTable(
                name: "template");

            migrationBuilder.DropTable(
                name: "tracker");

            migrationBuilder.DropTable(
                name: "users");
        }
    }
}
