namespace AppHost;

/// <summary>A Redis of the composition.</summary>
/// <param name="Connection">What services refer to.</param>
/// <param name="Server">What they wait for.</param>
internal sealed record RedisServer(IResourceBuilder<IResourceWithConnectionString> Connection, IResourceBuilder<IResource> Server);
