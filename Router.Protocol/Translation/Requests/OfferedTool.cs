using System.Text.Json;

namespace Router.Protocol.Translation.Requests;

/// <summary>One function that the provider is offered.</summary>
/// <param name="ClientName">The name that the client gave it.</param>
/// <param name="Name">The name toward the provider.</param>
/// <param name="Tool">The client's definition.</param>
/// <param name="Schema">The schema of its input; undefined when the client gave none.</param>
internal sealed record OfferedTool(string ClientName, string Name, JsonElement Tool, JsonElement Schema);
