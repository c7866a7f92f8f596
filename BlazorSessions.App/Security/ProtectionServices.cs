using BlazorSessions.App.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace BlazorSessions.App.Security;

internal static class ProtectionServices
{
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
