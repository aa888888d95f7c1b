using System.Collections.Concurrent;

namespace Chaos;

/// <summary>
/// What providers were asked, against what clients got. A message walks one attempt after the other: the attempt whose content reached the client must be
/// the last, and nothing is asked for it once the client has its ending.
/// </summary>
/// <param name="requests">How many requests there are.</param>
public sealed class Ledger(int requests)
{
    private readonly Lock _lock = new();
    private readonly List<Task>?[] _callers = new List<Task>?[requests];
    private readonly bool[] _ended = new bool[requests];
    private readonly ConcurrentDictionary<DeedKind, int> _deeds = new();
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly ConcurrentQueue<Task> _late = new();

    /// <summary>Longer than a caller that has given up needs to close its connection.</summary>
    public TimeSpan Leaving { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>How often providers did what.</summary>
    public IReadOnlyDictionary<DeedKind, int> Deeds => _deeds;

    /// <summary>How many attempts reached a provider.</summary>
    public int Attempts => Enumerable.Range(0, requests).Sum(AttemptsOf);

    /// <summary>Whether the client of a request has its ending.</summary>
    public bool HasEnded(int request) => Volatile.Read(ref _ended[request]);

    /// <summary>A request has arrived at a provider.</summary>
    /// <param name="request">Which.</param>
    /// <param name="left">Ends when the caller has left.</param>
    /// <returns>Which attempt it is, from 1.</returns>
    public int Arrive(int request, Task left)
    {
        lock (_lock)
        {
            List<Task> callers = _callers[request] ??= [];
            callers.Add(left);
            return callers.Count;
        }
    }

    /// <summary>
    /// A provider has read a request whose client had its ending. On a busy machine it may have been sent, and given up, long before it was read: then its caller
    /// leaves by itself. One that waits for an answer was sent once more.
    /// </summary>
    /// <param name="request">Which.</param>
    /// <param name="left">Ends when the caller has left.</param>
    public void ArriveLate(int request, Task left) => _late.Enqueue(JudgeAsync($"request {request} was sent once more after its client had its ending", left));

    /// <summary>Returns when it is known of every late request whether it was sent once more.</summary>
    public async Task JudgeAsync()
    {
        await Task.WhenAll(_late);
        if (_late.Count > requests / 10)
        {
            _problems.Enqueue($"{_late.Count} requests were read after their clients had their endings: too many to have been given up before");
        }
    }

    private async Task JudgeAsync(string problem, Task left)
    {
        if (await Task.WhenAny(left, Task.Delay(Leaving)) != left)
        {
            _problems.Enqueue(problem);
        }
    }

    /// <summary>How often a request has arrived.</summary>
    public int AttemptsOf(int request)
    {
        lock (_lock)
        {
            return _callers[request]?.Count ?? 0;
        }
    }

    public void Note(DeedKind deed) => _deeds.AddOrUpdate(deed, 1, (_, seen) => seen + 1);

    /// <summary>A client has its ending.</summary>
    /// <param name="request">Of which request.</param>
    /// <param name="attempt">The attempt whose content it got; 0 when it got none.</param>
    public void End(int request, int attempt)
    {
        Volatile.Write(ref _ended[request], true);
        lock (_lock)
        {
            // One that was given up may be read behind its successor, too.
            foreach (Task left in attempt > 0 ? _callers[request]![attempt..] : [])
            {
                _late.Enqueue(JudgeAsync($"request {request} got the content of attempt {attempt}, but {_callers[request]!.Count} were sent", left));
            }
        }
    }
}
