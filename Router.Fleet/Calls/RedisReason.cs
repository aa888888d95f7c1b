using StackExchange.Redis;

namespace Router.Fleet.Calls;

/// <summary>Why Redis is out of reach, in a sentence without the client's counters. No secret is in it: the client names addresses, which were looked at at the start, and Redis' own replies.</summary>
internal static class RedisReason
{
    /// <summary>Where Redis is, as the connection string says.</summary>
    public static string AddressOf(IConnectionMultiplexer redis) => string.Join(", ", redis.GetEndPoints(configuredOnly: true).Select(EndPointCollection.ToString));

    /// <summary>What the innermost failure says; a refused password is told as what it is.</summary>
    public static string Of(Exception exception)
    {
        string said = exception.GetBaseException().Message;
        for (Exception? at = exception; at is not null; at = at.InnerException)
        {
            switch ((at as RedisConnectionException)?.FailureType)
            {
                case ConnectionFailureType.AuthenticationFailure:
                    return $"it refuses the user, the password or the TLS settings of the connection string: {said}";
                case ConnectionFailureType.UnableToConnect when ReferenceEquals(at, exception.GetBaseException()):
                    return "nobody takes a connection there";
            }
        }

        return said;
    }
}
