using System.Text.Json.Serialization;

namespace Benchmarks;

[JsonSerializable(typeof(JournalPayload))]
internal sealed partial class JournalPayloadJson : JsonSerializerContext;
