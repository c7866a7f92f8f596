using System.Diagnostics.Metrics;
using BlazorSessions.App.Chain;
using BlazorSessions.App.Live;
using BlazorSessions.App.Security;
using BlazorSessions.App.Sessions;

namespace BlazorSessions.App.Telemetry;

/// <summary>What there is at the moment at which the metrics are collected. To be made when they are sent, and not before.</summary>
public sealed class SessionGauges
{
    public SessionGauges(
        IMeterFactory meters, OpenSessions open, SessionConnections circuits, HashingPlaces hashes, Hearing hearing, LogSealer sealer)
    {
        var meter = meters.Create(SessionMeter.Name);
        meter.CreateObservableGauge(
            "blazorsessions.sessions.open", () => Known(open), "{session}", "Open sessions in the database: every node reports the same number.");
        meter.CreateObservableUpDownCounter("blazorsessions.circuits", () => circuits.Count, "{circuit}", "Live pages whose socket is open.");
        meter.CreateObservableUpDownCounter("blazorsessions.hashes.waiting", () => hashes.Waiting, "{hash}", "Passwords that wait for their turn to be hashed.");
        meter.CreateObservableGauge(
            "blazorsessions.listener.hears", () => hearing.IsSure ? 1 : 0, "1", "1 when the node hears what happens elsewhere, 0 when it does not.");
        meter.CreateObservableGauge(
            "blazorsessions.log.sound", () => sealer.IsSound ? 1 : 0, "1", "1 while the log goes on from what was sealed, 0 when somebody has changed it.");
    }

    private static Measurement<long>[] Known(OpenSessions open) => open.LastCount is { } count ? [new(count)] : [];
}
