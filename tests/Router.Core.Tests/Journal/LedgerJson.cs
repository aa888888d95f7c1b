using System.Text.Json.Serialization;

namespace Router.Core.Tests.Journal;

[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(LedgerState))]
internal sealed partial class LedgerJson : JsonSerializerContext;
