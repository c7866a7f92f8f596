using System.Buffers;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using BlazorSessions.App.Security;

namespace BlazorSessions.App.Transfer;

/// <summary>Writes the lines of a <see cref="TransferFile"/>. A file whose writing was broken off has no end, and is refused.</summary>
internal sealed class TransferWriter : IDisposable
{
    private const int BlockBytes = 128 * 1024;

    private readonly Stream file;
    private readonly IncrementalHash hash;
    private readonly ArrayBufferWriter<byte> block = new(2 * BlockBytes);
    private readonly Utf8JsonWriter json;

    public TransferWriter(Stream file, KeyFile keys)
    {
        this.file = file;
        hash = TransferFile.Begin(keys);
        json = new(block, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }); // it is read by no browser
    }

    public Task WriteAsync<T>(T line, CancellationToken ct)
    {
        JsonSerializer.Serialize(json, line, TransferEnd.Json);
        return EndLineAsync(ct);
    }

    public Task WriteRowAsync(TransferTable table, DbDataReader row, CancellationToken ct)
    {
        json.WriteStartArray();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            table.Columns[i].Write(json, row, i);
        }

        json.WriteEndArray();
        return EndLineAsync(ct);
    }

    /// <summary>Writes the last line, and all that is not in the file yet.</summary>
    public async Task EndAsync(TransferEnd end, CancellationToken ct)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(end, TransferEnd.Json);
        block.Write(line.AsSpan(0, line.Length - 1)); // its bracket comes behind the hash
        await FlushAsync(ct);
        await file.WriteAsync(TransferFile.EndOf(hash), ct);
        await file.FlushAsync(ct);
    }

    public void Dispose()
    {
        json.Dispose();
        hash.Dispose();
    }

    private Task EndLineAsync(CancellationToken ct)
    {
        json.Flush();
        json.Reset();
        block.Write("\n"u8);
        return block.WrittenCount < BlockBytes ? Task.CompletedTask : FlushAsync(ct);
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        hash.AppendData(block.WrittenSpan);
        await file.WriteAsync(block.WrittenMemory, ct);
        block.ResetWrittenCount();
    }
}
