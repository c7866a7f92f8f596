using System.Runtime.CompilerServices;
using System.Text.Json;

namespace BlazorSessions.App.Transfer;

/// <summary>Reads the lines of a <see cref="TransferFile"/> that was found whole: the head, then table after table with its rows, then the end.</summary>
/// <exception cref="InvalidDataException">Thrown by each: the lines are not what this program writes.</exception>
internal sealed class TransferReader(StreamReader lines)
{
    private const string EndProperty = "counts";

    private JsonDocument? next; // what is no row, and was read to see that

    /// <summary>The end, once all tables were read.</summary>
    public TransferEnd? End { get; private set; }

    public async Task<TransferHead> HeadAsync(CancellationToken ct)
    {
        using var line = await LineAsync(ct);
        return Parse<TransferHead>(line);
    }

    /// <summary>The next table, whose rows are then to be read; null when there are no more.</summary>
    public async Task<TransferTableHead?> NextTableAsync(CancellationToken ct)
    {
        using var line = next ?? await LineAsync(ct);
        next = null;
        if (!line.RootElement.TryGetProperty(EndProperty, out _))
        {
            return Parse<TransferTableHead>(line);
        }

        End = Parse<TransferEnd>(line);
        return null;
    }

    /// <summary>Its rows; each is to be used before the next is asked for.</summary>
    public async IAsyncEnumerable<JsonElement> RowsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        while (true)
        {
            var line = await LineAsync(ct);
            if (line.RootElement.ValueKind != JsonValueKind.Array)
            {
                next = line;
                yield break;
            }

            using (line)
            {
                yield return line.RootElement;
            }
        }
    }

    private static T Parse<T>(JsonDocument line) => line.Deserialize<T>(TransferEnd.Json) ?? throw new InvalidDataException("An empty line.");

    private async Task<JsonDocument> LineAsync(CancellationToken ct) =>
        JsonDocument.Parse(await lines.ReadLineAsync(ct) ?? throw new InvalidDataException("The file has no end."));
}
