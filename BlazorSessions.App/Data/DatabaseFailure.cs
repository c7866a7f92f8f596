using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace BlazorSessions.App.Data;

/// <summary>Tells a database that cannot be reached from every other failure: the one passes by itself, the other is a bug.</summary>
internal static class DatabaseFailure
{
    public static bool Is(Exception? failure) => failure switch
    {
        null => false,
        DbUpdateException e => Is(e.InnerException),
        DbException or TimeoutException => true,
        _ => Is(failure.InnerException),
    };
}
