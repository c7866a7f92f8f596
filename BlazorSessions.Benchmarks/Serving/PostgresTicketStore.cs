using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Npgsql;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>A table of serialized tickets, of which one is read by its key at each request.</summary>
internal sealed class PostgresTicketStore(NpgsqlDataSource database) : ITicketStore
{
    private const int KeyBytes = 32;

    public Task PrepareAsync() => ExecuteAsync("CREATE TABLE peer_tickets (key text PRIMARY KEY, ticket bytea NOT NULL)");

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = RandomNumberGenerator.GetHexString(KeyBytes * 2);
        await ExecuteAsync("INSERT INTO peer_tickets VALUES ($1, $2)", key, TicketSerializer.Default.Serialize(ticket));
        return key;
    }

    public Task RenewAsync(string key, AuthenticationTicket ticket) =>
        ExecuteAsync("UPDATE peer_tickets SET ticket = $2 WHERE key = $1", key, TicketSerializer.Default.Serialize(ticket));

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        await using var command = Command("SELECT ticket FROM peer_tickets WHERE key = $1", key);
        return await command.ExecuteScalarAsync() is byte[] ticket ? TicketSerializer.Default.Deserialize(ticket) : null;
    }

    public Task RemoveAsync(string key) => ExecuteAsync("DELETE FROM peer_tickets WHERE key = $1", key);

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
