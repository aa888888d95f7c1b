namespace Router.Fleet.Tests.Hosting;

/// <summary>Asks until it is so: what travels between silos has no barrier to wait at. Fails after 30 s.</summary>
internal static class Until
{
    public static async Task<T> Async<T>(Func<Task<T>> ask, Func<T, bool> isSo, int seconds = 30)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            T seen = await ask();
            if (isSo(seen))
            {
                return seen;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(seconds), $"after {seconds} s: {seen}");
            await Task.Delay(10);
        }
    }
}
