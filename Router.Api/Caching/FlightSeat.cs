namespace Router.Api.Caching;

/// <summary>One client's place in a flight: left once, when the client goes or has all.</summary>
internal sealed class FlightSeat : IDisposable
{
    private readonly Flight _flight;
    private readonly string _user;
    private readonly CancellationTokenRegistration _gone;
    private int _hasLeft;

    public FlightSeat(Flight flight, string user, CancellationToken clientGone)
    {
        (_flight, _user) = (flight, user);
        _gone = clientGone.Register(static seat => ((FlightSeat)seat!).Leave(), this);
    }

    public void Dispose()
    {
        _gone.Dispose();
        Leave();
    }

    private void Leave()
    {
        if (Interlocked.Exchange(ref _hasLeft, 1) == 0)
        {
            _flight.Leave(_user);
        }
    }
}
