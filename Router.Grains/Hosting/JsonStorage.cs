using System.Text.Json;
using Orleans.Storage;

namespace Router.Grains.Hosting;

/// <summary>Stores grains' states as they travel.</summary>
internal sealed class JsonStorage : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, WireJson.Options));

    public T Deserialize<T>(BinaryData input) =>
        JsonSerializer.Deserialize<T>(input, WireJson.Options) ?? throw new JsonException($"A stored {typeof(T).Name} is null.");
}
