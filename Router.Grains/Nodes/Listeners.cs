namespace Router.Grains.Nodes;

/// <summary>The nodes that want to hear of an entity. Used on the grain's own scheduler only.</summary>
internal sealed class Listeners
{
    /// <summary>Who does not say that he has heard it within this time hears it when he asks next.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, INodeListener> _nodes = new(StringComparer.Ordinal);

    public void Add(string node, INodeListener listener) => _nodes[node] = listener;

    /// <summary>Tells all of them at one time, and waits until they have heard it. Who can't be reached is left out until he comes again.</summary>
    public async Task TellAsync(Func<INodeListener, Task> tell)
    {
        (string Node, Task Told)[] all = [.. _nodes.Select(node => (node.Key, tell(node.Value)))];
        await Task.WhenAny(Task.WhenAll(all.Select(one => one.Told)), Task.Delay(Patience));
        foreach ((string node, Task told) in all.Where(one => !one.Told.IsCompletedSuccessfully))
        {
            _nodes.Remove(node);
            _ = told.ContinueWith(static failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
