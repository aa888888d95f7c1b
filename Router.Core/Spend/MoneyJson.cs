using System.Text.Json;
using System.Text.Json.Serialization;

namespace Router.Core.Spend;

/// <summary>Writes an amount as its nano-dollars: an integer that every reader takes exactly up to nine million dollars, and ours always.</summary>
public sealed class MoneyJson : JsonConverter<Money>
{
    /// <inheritdoc/>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Nanos);
}
