namespace Router.Core.Journal.Writing;

/// <summary>Wakes one thread; being woken twice before it looks is being woken once.</summary>
internal sealed class WakeUp
{
    private readonly object _lock = new();
    private bool _isSet;

    public void Set()
    {
        lock (_lock)
        {
            _isSet = true;
            Monitor.Pulse(_lock);
        }
    }

    public void Wait()
    {
        lock (_lock)
        {
            while (!_isSet)
            {
                Monitor.Wait(_lock);
            }

            _isSet = false;
        }
    }
}
