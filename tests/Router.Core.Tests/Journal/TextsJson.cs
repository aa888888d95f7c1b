using System.Text.Json.Serialization;

namespace Router.Core.Tests.Journal;

[JsonSerializable(typeof(string[]))]
internal sealed partial class TextsJson : JsonSerializerContext;
