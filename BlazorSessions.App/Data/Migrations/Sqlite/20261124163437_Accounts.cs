using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSessions.App.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Accounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DeletesAt",
                table: "users",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsNewDevice",
                table: "sessions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "ProvedAt",
                table: "sessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Notice",
                table: "log_entries",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "dismissed_notices",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DeviceKey = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dismissed_notices", x => new { x.UserId, x.DeviceKey, x.Number });
                    table.ForeignKey(
                        name: "FK_dismissed_notices_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "known_devices",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    FirstSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeenAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_devices", x => new { x.UserId, x.Key });
                    table.ForeignKey(
                        name: "FK_known_devices_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", maxLength: 43, nullable: false),
                    Set = table.Column<int>(type: "INTEGER", nullable: false),
                    UsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    GoodUntil = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_recovery_codes", x => new { x.UserId, x.Hash });
                    table.ForeignKey(
                        name: "FK_recovery_codes_users_UserId",
                        column: x => x.UserId,
                        principalTable: "users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_users_deletes",
                table: "users",
                column: "DeletesAt",
                filter: "\"DeletesAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_log_entries_notices",
                table: "log_entries",
                columns: new[] { "UserId", "Number" },
                filter: "\"Notice\" IS NOT NULL");

            migrationBuilder.Sql(
                """
                INSERT INTO known_devices ("UserId", "Key", "Name", "FirstSeenAt", "LastSeenAt")
                SELECT "UserId", "DeviceKey", MAX("DeviceName"), MIN("OpenedAt"), MAX("OpenedAt")
                FROM sessions WHERE "OpenedAt" IS NOT NULL GROUP BY "UserId", "DeviceKey"
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "dismissed_notices");

            migrationBuilder.DropTable(
                name: "known_devices");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropIndex(
                name: "ix_users_deletes",
                table: "users");

            migrationBuilder.DropIndex(
                name: "ix_log_entries_notices",
                table: "log_entries");

            migrationBuilder.DropColumn(
                name: "DeletesAt",
                table: "users");

            migrationBuilder.DropColumn(
                name: "IsNewDevice",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "ProvedAt",
                table: "sessions");

            migrationBuilder.DropColumn(
                name: "Notice",
                table: "log_entries");
        }
    }
}
