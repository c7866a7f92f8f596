using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSessions.App.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Housekeeping : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "LastLogNumber",
                table: "users",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.Sql(
                """
                UPDATE users SET "LastLogNumber" =
                    COALESCE((SELECT MAX("Number") FROM log_entries WHERE log_entries."UserId" = users."Id"), 0)
                """);

            migrationBuilder.CreateTable(
                name: "change_counter",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_change_counter", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "change_counter",
                columns: new[] { "Id", "Number" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "ix_sessions_ended",
                table: "sessions",
                column: "EndedAt",
                filter: "\"EndedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_at",
                table: "log_entries",
                column: "At");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "change_counter");

            migrationBuilder.DropIndex(
                name: "ix_sessions_ended",
                table: "sessions");

            migrationBuilder.DropIndex(
                name: "ix_log_entries_at",
                table: "log_entries");

            migrationBuilder.DropColumn(
                name: "LastLogNumber",
                table: "users");
        }
    }
}
