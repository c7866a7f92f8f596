using System.Net;
using System.Security.Cryptography;
using BlazorSessions.Benchmarks.Forms;

namespace BlazorSessions.Benchmarks.Enumeration;

/// <summary>Addresses of one length and one make: those with an account, and as many without. Nothing else sets them apart.</summary>
internal sealed record Addresses(IReadOnlyList<string> WithAccount, IReadOnlyList<string> WithoutAccount)
{
    private const string Password = "violet harbour tractor nineteen";
    private const int NameLength = 12;

    public static async Task<Addresses> EnrolAsync(Uri site, int count, CancellationToken ct)
    {
        string[] made = [.. Enumerable.Range(0, 2 * count).Select(_ => Next())];
        foreach (var address in made[..count])
        {
            await SignUpAsync(site, address, ct);
        }

        return new(made[..count], made[count..]);
    }

    private static string Next() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", NameLength) + "@example.org";

    private static async Task SignUpAsync(Uri site, string address, CancellationToken ct)
    {
        using var form = await OpenForm.OpenAsync(site, "/signup", cookies: "", ct);
        var answer = await form.PostAsync(
            new Dictionary<string, string>
            {
                ["Form.FirstName"] = "Ann",
                ["Form.LastName"] = "Lee",
                ["Form.Email"] = address,
                ["Form.Password"] = Password,
                ["Form.ConfirmPassword"] = Password,
            },
            ct);
        if (answer.Status is not (HttpStatusCode.Redirect or HttpStatusCode.SeeOther))
        {
            throw new InvalidOperationException($"No account was made for {address}: {answer.Status}.");
        }
    }
}
