using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Timers;

/// <summary>Stores the last run of each timer, so that it survives restarts.</summary>
internal sealed class TimerStatusStore(HostBlobs blobs)
{
    /// <summary>The last stored status. Null if there is none.</summary>
    public async Task<ScheduleStatus?> ReadAsync(
        string function,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var blob = await blobs.Status(function).DownloadContentAsync(cancellationToken);
            return blob.Value.Content.ToObjectFromJson<ScheduleStatus>();
        }
        catch (RequestFailedException missing)
            when (missing.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            return null;
        }
    }

    public Task WriteAsync(
        string function,
        ScheduleStatus status,
        CancellationToken cancellationToken
    ) =>
        blobs
            .Status(function)
            .UploadAsync(
                BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(status)),
                overwrite: true,
                cancellationToken
            );
}
