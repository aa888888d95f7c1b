namespace Router.Grains.Keeping;

/// <summary>Stores once more a second after a try that failed, for entities that nobody waits for: else the next change would be the next try.</summary>
/// <param name="grain">The entity.</param>
/// <param name="store">Stores.</param>
internal sealed class StoreAgain(IGrainBase grain, Func<Task> store)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private IGrainTimer? _timer;

    /// <summary>A try has failed.</summary>
    public void Later()
    {
        _timer ??= grain.RegisterGrainTimer(static (store, _) => store(), store, new GrainTimerCreationOptions(Pause, Timeout.InfiniteTimeSpan) { Interleave = true });
        _timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }
}
