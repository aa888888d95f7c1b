namespace Router.Grains.Keeping;

/// <summary>
/// One write at a time: whoever comes while one is under way waits for the next, which covers all who came. Used on a grain's own scheduler only, where
/// nothing runs beside it.
/// </summary>
/// <param name="write">Writes everything that there is to write by then.</param>
internal sealed class BatchedWrites(Func<Task> write)
{
    private TaskCompletionSource? _next;
    private bool _isWriting;

    /// <summary>Writes that were made.</summary>
    public long Count { get; private set; }

    /// <summary>Completes when a write that began after this call has ended, with its failure if it failed.</summary>
    public Task WriteAsync()
    {
        TaskCompletionSource next = _next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_isWriting)
        {
            _ = RunAsync();
        }

        return next.Task;
    }

    private async Task RunAsync()
    {
        _isWriting = true;
        while (_next is { } batch)
        {
            // Calls that wait for their turn on the grain come first: one write then covers them too.
            await Task.Yield();
            _next = null;
            try
            {
                await write();
                Count++;
                batch.SetResult();
            }
            catch (Exception exception)
            {
                batch.SetException(exception); // those who wait hear of it
            }
        }

        _isWriting = false;
    }
}
