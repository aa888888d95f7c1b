namespace Router.Fleet.Caching;

/// <summary>
/// Keeps messages from a Redis that is slow or gone. After some failures in a row it opens: nobody asks. Then it probes by itself, so that no message pays for finding out that Redis
/// is back, and closes when a probe succeeds.
/// </summary>
internal sealed class CacheBreaker(RedisCacheOptions options, TimeProvider clock, Func<Task<bool>> probe, Action<bool> told) : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private Task _probing = Task.CompletedTask;
    private int _failures;
    private int _isOpen;

    /// <summary>Whether nobody may ask.</summary>
    public bool IsOpen => Volatile.Read(ref _isOpen) == 1;

    /// <summary>Redis answered.</summary>
    public void Succeeded() => Volatile.Write(ref _failures, 0);

    /// <summary>Redis did not answer, or not in time.</summary>
    public void Failed()
    {
        if (Interlocked.Increment(ref _failures) >= options.BreakAfter && Interlocked.Exchange(ref _isOpen, 1) == 0)
        {
            told(true);
            _probing = ProbeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _probing;
        _ending.Dispose();
    }

    private async Task ProbeAsync()
    {
        try
        {
            do
            {
                await Task.Delay(options.ProbeEvery, clock, _ending.Token);
            }
            while (!await probe());
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            return;
        }

        Succeeded();
        told(false);
        Volatile.Write(ref _isOpen, 0);
    }
}
