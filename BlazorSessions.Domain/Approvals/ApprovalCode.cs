using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BlazorSessions.Domain.Approvals;

/// <summary>
/// The six digits that the asking device shows and the approving one types. Uniform, from the system's random number
/// generator (ASVS 6.5.4); it never prints itself.
/// </summary>
public sealed class ApprovalCode
{
    private const int Digits = 6;

    private readonly string digits;

    private ApprovalCode(string digits) => this.digits = digits;

    /// <summary>Makes a fresh code; leading zeros count.</summary>
    public static ApprovalCode Issue() =>
        new(RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture));

    /// <summary>Reads what a person typed: spaces and hyphens are passed over. Null when it is not six digits.</summary>
    public static ApprovalCode? Parse(string? typed)
    {
        if (typed is null or { Length: > 64 })
        {
            return null;
        }

        var digits = string.Concat(typed.Where(c => !char.IsWhiteSpace(c) && c != '-'));
        return digits.Length == Digits && digits.All(char.IsAsciiDigit) ? new(digits) : null;
    }

    /// <summary>Compares without telling by time how much was right.</summary>
    public bool Matches(ApprovalCode other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digits), Encoding.ASCII.GetBytes(other.digits));
    }

    /// <summary>The digits, for the asking device's page and for keeping them protected.</summary>
    public string Reveal() => digits;

    /// <summary>Says nothing of the digits.</summary>
    public override string ToString() => "ApprovalCode(hidden)";
}
