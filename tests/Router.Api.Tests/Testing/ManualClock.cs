namespace Router.Api.Tests.Testing;

/// <summary>
/// A clock that one hand moves. Timers fire in order of their due times while it moves. <see cref="WaitForTimerAsync"/> is the barrier: it
/// returns when someone waits for a moment within a span, so that no test sleeps.
/// </summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(Predicate<TimeSpan> Due, TaskCompletionSource Seen)> _watchers = [];
    private TimeSpan _now;

    public static DateTimeOffset Epoch { get; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Epoch + Now;

    public override long GetTimestamp() => Now.Ticks;

    private TimeSpan Now
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves on, firing every timer that falls due, each at its own moment.</summary>
    public void Advance(TimeSpan time)
    {
        TimeSpan end;
        lock (_lock)
        {
            end = _now + time;
        }

        while (true)
        {
            ManualTimer? next;
            lock (_lock)
            {
                next = _timers.Where(timer => timer.Due <= end).MinBy(timer => timer.Due);
                if (next is null)
                {
                    _now = end;
                    return;
                }

                _now = next.Due > _now ? next.Due : _now;
                next.Due += next.Period;
                if (next.Period <= TimeSpan.Zero)
                {
                    _timers.Remove(next);
                }
            }

            next.Fire();
        }
    }

    /// <summary>Moves on in steps, each with a moment of real time for those who measure between two of them, until the task is done.</summary>
    /// <returns>How far it moved.</returns>
    public async Task<TimeSpan> AdvanceUntilAsync(Task done, TimeSpan step, TimeSpan atMost)
    {
        TimeSpan passed = TimeSpan.Zero;
        for (; passed < atMost && !done.IsCompleted; passed += step)
        {
            Advance(step);
            await Task.WhenAny(done, Task.Delay(TimeSpan.FromMilliseconds(500)));
        }

        return passed;
    }

    /// <summary>Returns when a timer is armed that is due between the two spans from now.</summary>
    public Task WaitForTimerAsync(TimeSpan from, TimeSpan to)
    {
        bool Fits(TimeSpan due) => due >= from && due <= to;
        lock (_lock)
        {
            if (_timers.Exists(timer => Fits(timer.Due - _now)))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _watchers.Add((Fits, seen));
            return seen.Task.WaitAsync(TimeSpan.FromSeconds(60));
        }
    }

    /// <summary>Returns when no timer is armed any more that is due between the two spans from now.</summary>
    public async Task WaitForNoTimerAsync(TimeSpan from, TimeSpan to)
    {
        for (int look = 0; look < 6000; look++)
        {
            lock (_lock)
            {
                if (!_timers.Exists(timer => timer.Due - _now >= from && timer.Due - _now <= to))
                {
                    return;
                }
            }

            await Task.Delay(10);
        }

        throw new TimeoutException("The timer is still armed.");
    }

    private void Arm(ManualTimer timer, TimeSpan due, TimeSpan period)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (due == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            if (due <= TimeSpan.Zero && period <= TimeSpan.Zero)
            {
                ThreadPool.QueueUserWorkItem(static timer => timer.Fire(), timer, preferLocal: false); // due now, without a hand that moves the clock
                return;
            }

            timer.Due = _now + due;
            timer.Period = period == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : period;
            _timers.Add(timer);
            foreach ((Predicate<TimeSpan> fits, TaskCompletionSource seen) in _watchers.Where(watcher => watcher.Due(due)).ToArray())
            {
                _watchers.Remove((fits, seen));
                seen.SetResult();
            }
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public TimeSpan Due { get; set; }

        public TimeSpan Period { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Arm(this, dueTime, period);
            return true;
        }

        public void Dispose() => clock.Arm(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
