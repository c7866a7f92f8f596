using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSessions.App.Data.Migrations.PostgreSql
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
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.Sql(
                """
                UPDATE users SET "LastLogNumber" =
                    COALESCE((SELECT MAX("Number") FROM log_entries WHERE log_entries."UserId" = users."Id"), 0)
                """);

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
