namespace Router.Api.Models;

/// <summary>A model as clients see it.</summary>
internal sealed record ModelEntry(string Id, string DisplayName, DateTimeOffset Created, long? ContextWindow, long? MaxOutputTokens, string OwnedBy);
