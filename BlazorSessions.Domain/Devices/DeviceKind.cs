namespace BlazorSessions.Domain.Devices;

/// <summary>What a device is in the hand or on the table. The names are stored: rename none.</summary>
public enum DeviceKind
{
    /// <summary>Nothing tells: a program, a television, or a row older than this column.</summary>
    Unknown,

    /// <summary>A phone.</summary>
    Phone,

    /// <summary>A tablet.</summary>
    Tablet,

    /// <summary>A computer with a screen of its own, laptops included.</summary>
    Desktop,

    /// <summary>A crawler or fetcher that says what it is.</summary>
    Bot,
}
