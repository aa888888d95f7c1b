using System.Collections.Concurrent;
using Router.Core.Caching;

namespace Router.Api.Caching;

/// <summary>The answers that providers are being asked for on this node.</summary>
internal sealed class FlightBoard
{
    private readonly ConcurrentDictionary<CacheKey, Flight> _flights = new();

    /// <summary>How many clients all of them have.</summary>
    public int Aboard => _flights.Values.Sum(static flight => flight.Aboard);

    /// <summary>Joins the flight under way, or begins one.</summary>
    /// <param name="key">What is asked for.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="flight">A new flight; gets the one under way where there is one.</param>
    /// <returns>Whether it begins here: then its provider must be asked, and it must be taken away when it has ended.</returns>
    public bool BeginOrJoin(CacheKey key, string user, ref Flight flight)
    {
        Flight mine = flight;
        while (true)
        {
            flight = _flights.GetOrAdd(key, mine);
            if (ReferenceEquals(flight, mine))
            {
                return true;
            }

            if (flight.TryBoard(user))
            {
                mine.Dispose();
                return false;
            }

            Remove(key, flight); // nobody is left in it
        }
    }

    /// <summary>Takes a flight away; those who are in it keep it.</summary>
    public void Remove(CacheKey key, Flight flight) => _flights.TryRemove(KeyValuePair.Create(key, flight));
}
