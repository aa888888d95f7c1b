using System.Net.Sockets;
using Orleans.Storage;
using Router.Core.AdminContract;
using StackExchange.Redis;

namespace Router.Fleet.Calls;

/// <summary>Tells an entity that is out of reach from one that has failed, and asks again.</summary>
internal static class Reach
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether a call failed because nobody could take it: a silo that is gone or frozen, an owner that is moving, a Redis that Orleans itself needed for it. Whether it was done nobody knows.</summary>
    public static bool IsLost(Exception exception) =>
        exception is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException or OrleansException
            or InconsistentStateException or RedisConnectionException or SocketException or IOException or ObjectDisposedException;

    /// <summary>Calls until it is answered.</summary>
    /// <param name="call">The call; it may be done twice.</param>
    /// <param name="patience">How long to ask again.</param>
    /// <param name="gone">Nobody waits any more.</param>
    /// <exception cref="OutOfReachException">Nobody answered in time.</exception>
    public static async Task<T> AskAsync<T>(Func<Task<T>> call, TimeSpan patience, CancellationToken gone = default)
    {
        long start = TimeProvider.System.GetTimestamp();
        for (TimeSpan pause = First; ; pause = pause * 2 < Longest ? pause * 2 : Longest)
        {
            TimeSpan left = patience - TimeProvider.System.GetElapsedTime(start);
            try
            {
                Task<T> asked = call();
                return patience == Timeout.InfiniteTimeSpan ? await asked.WaitAsync(gone) : await asked.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, gone);
            }
            catch (Exception exception) when (IsLost(exception) && (patience == Timeout.InfiniteTimeSpan || left > pause))
            {
                await Task.Delay(pause, gone);
            }
            catch (Exception exception) when (IsLost(exception))
            {
                throw new OutOfReachException($"Nobody answered within {patience.TotalSeconds:0.#} s: {exception.Message}", exception);
            }
        }
    }
}
