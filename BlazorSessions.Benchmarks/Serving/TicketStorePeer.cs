using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BlazorSessions.Benchmarks.Serving;

/// <summary>The cookie of ASP.NET Core with its tickets in PostgreSQL, so that deleting a row ends a session.</summary>
internal sealed class TicketStorePeer : CookiePeer
{
    public override void Add(WebApplicationBuilder builder)
    {
        base.Add(builder);

        // The driver's fastest way, so that it is the question to the database that is measured and not how it is put.
        var connection = new NpgsqlConnectionStringBuilder(PeerDatabase.ConnectionIn(builder.Configuration)) { MaxAutoPrepare = 10 };
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connection));
        builder.Services.AddSingleton<PostgresTicketStore>();
        builder.Services.AddOptions<CookieAuthenticationOptions>(Scheme)
            .Configure<PostgresTicketStore>((options, store) => options.SessionStore = store);
    }

    public override Task PrepareAsync(IServiceProvider services) => services.GetRequiredService<PostgresTicketStore>().PrepareAsync();
}
