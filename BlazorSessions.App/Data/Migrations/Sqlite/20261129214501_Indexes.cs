using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSessions.App.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Indexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_log_entries_notices",
                table: "log_entries");

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_notices",
                table: "log_entries",
                columns: new[] { "UserId", "At" },
                filter: "\"Notice\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_log_entries_notices",
                table: "log_entries");

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_notices",
                table: "log_entries",
                columns: new[] { "UserId", "Number" },
                filter: "\"Notice\" IS NOT NULL");
        }
    }
}
