using System.Net;

namespace Router.Dashboard.SignIn;

/// <summary>Slows guessing down: so many keys that open nothing a minute from one address, and from all together. What it remembers has a bound.</summary>
internal sealed class SignInPace(TimeProvider clock)
{
    public const int MostFromOne = 10;
    public const int MostFromAll = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _failures = [];
    private long _minute;
    private int _all;

    /// <summary>Whether somebody may try now.</summary>
    public bool MayTry(IPAddress? from)
    {
        lock (_lock)
        {
            Turn();
            return _all < MostFromAll && _failures.GetValueOrDefault(from ?? IPAddress.None) < MostFromOne;
        }
    }

    /// <summary>A key that opens nothing was tried.</summary>
    public void Failed(IPAddress? from)
    {
        lock (_lock)
        {
            Turn();
            _all++;
            _failures[from ?? IPAddress.None] = _failures.GetValueOrDefault(from ?? IPAddress.None) + 1;
        }
    }

    private void Turn()
    {
        long minute = clock.GetUtcNow().UtcTicks / TimeSpan.TicksPerMinute;
        if (minute != _minute)
        {
            (_minute, _all) = (minute, 0);
            _failures.Clear();
        }
    }
}
