using System.Text.Json.Serialization;

namespace JournalWriter;

[JsonSerializable(typeof(Seen))]
[JsonSerializable(typeof(List<string>))]
internal sealed partial class SeenJson : JsonSerializerContext;
