using BlazorSessions.App.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace BlazorSessions.App.Security;

internal static class ProtectionServices
{
    /// <summary>Data Protection knows no other clock.</summary>
    public static readonly TimeProvider Clock = TimeProvider.System;

    private static readonly TimeSpan KeyLifetime = TimeSpan.FromDays(90); // what Data Protection gives a key by default

    /// <summary>Makes a key that is good from now on.</summary>
    public static void CreateKey(this IKeyManager keys)
    {
        var now = Clock.GetUtcNow();
        keys.CreateNewKey(now, now + KeyLifetime);
    }

    /// <summary>Data Protection keys in the database, wrapped by the key file; one application name, so that every node reads what another wrote.</summary>
    public static IServiceCollection AddProtection(this IServiceCollection services, string keyFile)
    {
        services.AddSingleton(new KeyFile(keyFile));
        services.AddDataProtection().SetApplicationName("BlazorSessions").PersistKeysToDbContext<AppDbContext>();
        services.AddOptions<KeyManagementOptions>()
            .Configure<KeyFile>((options, file) => options.XmlEncryptor = new KeyFileXmlEncryptor(file));
        return services;
    }
}
