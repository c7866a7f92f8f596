using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BlazorSessions.App.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Chains : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "HashedLogNumber",
                table: "users",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<byte[]>(
                name: "LastLogHash",
                table: "users",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "LogMark",
                table: "users",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "PurgedLogHash",
                table: "users",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "PurgedLogNumber",
                table: "users",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "ResetToken",
                table: "users",
                type: "TEXT",
                maxLength: 43,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ResetUntil",
                table: "users",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "SealedLogHash",
                table: "users",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SealedLogNumber",
                table: "users",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "SessionLimit",
                table: "users",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Hash",
                table: "log_entries",
                type: "BLOB",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "log_seal",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: true),
                    AdoptsUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Logs = table.Column<long>(type: "INTEGER", nullable: false),
                    Sum = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true),
                    Mark = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log_seal", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "log_seal",
                columns: new[] { "Id", "AdoptsUntil", "At", "Logs", "Mark", "Number", "Sum" },
                values: new object[] { 1, null, null, 0L, null, 0L, null });

            migrationBuilder.CreateIndex(
                name: "ux_users_reset_token",
                table: "users",
                column: "ResetToken",
                unique: true,
                filter: "\"ResetToken\" IS NOT NULL");

            // Over an expression, which no model can say: see AppDbContext.UnsealedUsers.
            migrationBuilder.Sql(
                """
                CREATE INDEX ix_users_unsealed ON users (("LastLogNumber" - "SealedLogNumber"))
                WHERE "LastLogNumber" - "SealedLogNumber" <> 0
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP INDEX ix_users_unsealed");

            migrationBuilder.DropTable(
                name: "log_seal");

            migrationBuilder.DropIndex(
                name: "ux_users_reset_token",
                table: "users");

            migrationBuilder.DropColumn(
                name: "HashedLogNumber",
                table: "users");

            migrationBuilder.DropColumn(
                name: "LastLogHash",
                table: "users");

            migrationBuilder.DropColumn(
                name: "LogMark",
                table: "users");

            migrationBuilder.DropColumn(
                name: "PurgedLogHash",
                table: "users");

            migrationBuilder.DropColumn(
                name: "PurgedLogNumber",
                table: "users");

            migrationBuilder.DropColumn(
                name: "ResetToken",
                table: "users");

            migrationBuilder.DropColumn(
                name: "ResetUntil",
                table: "users");

            migrationBuilder.DropColumn(
                name: "SealedLogHash",
                table: "users");

            migrationBuilder.DropColumn(
                name: "SealedLogNumber",
                table: "users");

            migrationBuilder.DropColumn(
                name: "SessionLimit",
                table: "users");

            migrationBuilder.DropColumn(
                name: "Hash",
                table: "log_entries");
        }
    }
}
