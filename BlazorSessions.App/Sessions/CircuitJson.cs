using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.JSInterop;

namespace BlazorSessions.App.Sessions;

/// <summary>
/// The options by which a circuit writes what it tells its browser. Each circuit has its own, and the framework's first call fills
/// them with what it learns of some sixty types, a quarter of all that an open page takes, and never asks for it again.
/// </summary>
/// <remarks>No public way leads there; should the framework change, <see cref="Forget"/> throws, and a test says so first.</remarks>
internal static class CircuitJson
{
    /// <summary>Has a circuit's options forget what they learnt; what they need again they learn again.</summary>
    /// <param name="js">The circuit's; another kind is left as it is.</param>
    /// <exception cref="MissingMethodException">The framework is another than this was written for.</exception>
    public static void Forget(IJSRuntime js)
    {
        if (js is JSRuntime runtime)
        {
            ClearCaches(OptionsOf(runtime));
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_JsonSerializerOptions")]
    private static extern JsonSerializerOptions OptionsOf(JSRuntime runtime);

    // Made for types that change while the program runs.
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void ClearCaches(JsonSerializerOptions options);
}
