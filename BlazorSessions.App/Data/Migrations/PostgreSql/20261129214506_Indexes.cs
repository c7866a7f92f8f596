using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSessions.App.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Indexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_sessions_user_asked",
                table: "sessions");

            migrationBuilder.DropIndex(
                name: "ix_log_entries_notices",
                table: "log_entries");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_user_asked",
                table: "sessions",
                columns: new[] { "UserId", "AskedAt", "Id" })
                .Annotation("Npgsql:IndexInclude", new[] { "OpenedAt", "EndedAt", "WaitsUntil" });

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_notices",
                table: "log_entries",
                columns: new[] { "UserId", "At" },
                filter: "\"Notice\" IS NOT NULL")
                .Annotation("Npgsql:IndexInclude", new[] { "Number", "Notice", "DeviceName", "IpAddress" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_sessions_user_asked",
                table: "sessions");

            migrationBuilder.DropIndex(
                name: "ix_log_entries_notices",
                table: "log_entries");

            migrationBuilder.CreateIndex(
                name: "ix_sessions_user_asked",
                table: "sessions",
                columns: new[] { "UserId", "AskedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_notices",
                table: "log_entries",
                columns: new[] { "UserId", "Number" },
                filter: "\"Notice\" IS NOT NULL");
        }
    }
}
