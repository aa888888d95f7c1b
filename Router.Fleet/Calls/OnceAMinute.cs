namespace Router.Fleet.Calls;

/// <summary>Lets one of many through a minute: for lines of a log that would come with every message.</summary>
internal sealed class OnceAMinute(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long? _at;

    /// <summary>Whether this is the one.</summary>
    public bool IsDue()
    {
        lock (_lock)
        {
            if (_at is { } at && clock.GetElapsedTime(at) < TimeSpan.FromMinutes(1))
            {
                return false;
            }

            _at = clock.GetTimestamp();
            return true;
        }
    }
}
