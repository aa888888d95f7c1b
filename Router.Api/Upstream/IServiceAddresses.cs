namespace Router.Api.Upstream;

/// <summary>Finds services by the names that their composition gives them. Only a node of a fleet has one.</summary>
internal interface IServiceAddresses
{
    /// <summary>An address of a service; one of several in turn.</summary>
    /// <param name="named">Its name and the schemes to look for: <c>https+http://ollama</c>.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    /// <exception cref="HttpRequestException">There is no such service.</exception>
    ValueTask<Uri> FindAsync(Uri named, CancellationToken cancellation);
}
