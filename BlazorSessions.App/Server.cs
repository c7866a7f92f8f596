using BlazorSessions.App.Chain;
using BlazorSessions.App.Data;
using BlazorSessions.App.Features;
using BlazorSessions.App.Features.Account;
using BlazorSessions.App.Features.Approval;
using BlazorSessions.App.Features.Confirm;
using BlazorSessions.App.Features.Dashboard;
using BlazorSessions.App.Features.Errors;
using BlazorSessions.App.Features.Notices;
using BlazorSessions.App.Features.PasswordReset;
using BlazorSessions.App.Features.PolicyReports;
using BlazorSessions.App.Features.Recovery;
using BlazorSessions.App.Features.SessionApi;
using BlazorSessions.App.Features.SignIn;
using BlazorSessions.App.Features.SignOut;
using BlazorSessions.App.Features.SignUp;
using BlazorSessions.App.Live;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;
using BlazorSessions.App.Settings;
using BlazorSessions.App.Telemetry;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authorization;

namespace BlazorSessions.App;

/// <summary>Composition: which services there are, and in which order a request meets them.</summary>
internal static class Server
{
    public const string DefaultAddress = "http://127.0.0.1:5080";
    private static readonly TimeSpan TimeToFinish = TimeSpan.FromSeconds(6); // for what runs; with the last writing below ten
    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <param name="args">The program's arguments.</param>
    /// <param name="replace">What stands in for parts of it, such as another clock; called last.</param>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(Server).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory, // not the caller's: a service manager starts it from anywhere
        });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.WebHost.UseStaticWebAssets(); // else a built, unpublished program serves an empty blazor.web.js
        if (builder.Configuration["DOTNET_WATCH"] is null)
        {
            // What the build compressed is served as it is; else a program that is not published compresses its files anew, and badly.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        }

        if (!HasAddress(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        var settings = AppSettings.Read(builder.Configuration);
        AddServices(builder.Services, settings);
        replace?.Invoke(builder);
        var app = builder.Build();
        UseMiddleware(app, settings);
        MapEndpoints(app);
        return app;
    }

    private static bool HasAddress(ConfigurationManager configuration) =>
        AddressKeys.Any(key => !string.IsNullOrEmpty(configuration[key]))
        || configuration.GetSection("Kestrel:Endpoints").GetChildren().Any();

    private static void AddServices(IServiceCollection services, AppSettings settings)
    {
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeToFinish);
        services.AddSingleton(settings);
        services.AddSingleton(settings.Database);
        services.AddSingleton(settings.PasswordHashing);
        services.AddSingleton(settings.RateLimits);
        services.AddSingleton(settings.Lockout);
        services.AddSingleton(settings.Security);
        services.AddTelemetry(settings.Telemetry); // before whatever writes a last line
        services.AddSecurityLog();
        services.AddDatabase(settings.Database);
        services.AddProtection(settings.KeyFile);
        services.AddRequestLimits();
        services.AddSingleton<HashingPlaces>();
        services.AddSingleton<PasswordHasher>();
        services.AddSingleton<PasswordMeter>();
        services.AddSingleton<ApprovalCodeProtector>();
        services.AddLive(settings.Database.Provider); // first: its start brings the clock that the rest goes by
        services.AddChain();
        services.AddSessions(settings);
        services.AddRateLimits(settings.RateLimits, (context, wait) =>
            context.RequestServices.GetRequiredService<Refusal>().WritePageAsync(context, wait));
        services.AddHealth();
        services.AddLanguages();
        services.AddSingleton<SignUpService>();
        services.AddSingleton<SignInService>();
        services.AddSingleton<SignInResponse>();
        services.AddSingleton<SignedOutNotice>();
        services.AddSingleton<SignOutService>();
        services.AddSingleton<ApprovalService>();
        services.AddSingleton<WaitingService>();
        services.AddSingleton<SessionLogQuery>();
        services.AddSingleton<SessionDetailsQuery>();
        services.AddSingleton<SignInsByDayQuery>();
        services.AddSingleton<RecoveryService>();
        services.AddSingleton<PasswordResetService>();
        services.AddSingleton<ConfirmService>();
        services.AddSingleton<AccountService>();
        services.AddSingleton<AccountQuery>();
        services.AddSingleton<SavedNotice>();
        services.AddSingleton<Refusal>();
        services.AddSingleton<NoticeService>();
        services.AddSingleton<NoticeQuery>();
        services.AddSingleton<PolicyReportLog>();
        services.AddSingleton<KeyRotation>();
        services.AddHttpContextAccessor();
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IHttpContextAccessor>((options, context) => options.Cookie = new AntiforgeryCookie(context));
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddCircuits();
    }

    private static void UseMiddleware(WebApplication app, AppSettings settings)
    {
        app.UseKnownProxies(settings.ReverseProxy);
        app.UseSecurityHeaders();
        app.UseMethodGate();
        app.UseWhen(context => !context.Request.Path.StartsWithSegments("/api"), pages => pages.UseRequestLocalization());
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = ErrorPage.WriteAsync,
            SuppressDiagnosticsCallback = failed => ErrorPage.IsNoFault(failed.Exception),
        });
        app.Use(AnswerHeadAsGet);
        app.UseHttpsGate(settings.Security, PlainHttpPage.WriteAsync);
        app.UseWhen(
            context => HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/api"),
            pages => pages.UseStatusCodePagesWithReExecute("/not-found"));
        app.UseRequestLimits(TooLargePage.WriteAsync);
        app.UseRouting();
        app.UseCircuitGate();
        app.UseAuthentication();
        app.UseAntiforgeryGate(OutOfDatePage.WriteAsync);
        app.UseDeviceRecognition();
        if (settings.RateLimits.Enabled)
        {
            app.UseRateLimiter();
        }

        app.UseAuthorization();
        app.UseCircuitAdmission();
        app.UseAntiforgery(); // Blazor's own forms insist on it
    }

    private static void MapEndpoints(WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous().WithMetadata(NeedsNoSession.Mark);
        app.MapHome();
        app.MapHealth();
        app.MapApproval();
        app.MapSignOut();
        app.MapConfirm();
        app.MapRecovery();
        app.MapAccount();
        app.MapNotices();
        app.MapPolicyReports();
        app.MapSessionApi();
        app.MapGet("{*path}", () => Results.NotFound()).AllowAnonymous().WithOrder(int.MaxValue);

        // Compression would keep a window for each connection, and compressed secrets beside foreign text can be guessed.
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = true)
            .Add(LetWaitingDevicesHaveACircuit);
    }

    // Pages are mapped for GET alone, and a monitor that asks HEAD would be told that they are not there.
    private static Task AnswerHeadAsGet(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Request.Method = HttpMethods.Get;
            context.Response.Body = Stream.Null;
        }

        return next(context);
    }

    // The waiting page is live too, and whoever waits has no session yet.
    private static void LetWaitingDevicesHaveACircuit(EndpointBuilder endpoint)
    {
        if (endpoint is RouteEndpointBuilder { RoutePattern.RawText: { } path } && path.TrimStart('/').StartsWith("_blazor", StringComparison.Ordinal))
        {
            endpoint.Metadata.Add(new AllowAnonymousAttribute());
        }
    }
}
