namespace Router.Api.Tests.Caching.Properties;

/// <summary>What a client got.</summary>
/// <param name="Message">The whole message; null when it got an error.</param>
/// <param name="Body">All that it read.</param>
internal sealed record MixEnding(string? Message, string Body);
