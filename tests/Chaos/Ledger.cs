using System.Collections.Concurrent;

namespace Chaos;

/// <summary>
/// What providers were asked, against what clients got. A message walks one attempt after the other: the attempt whose content reached the client must be
/// the last, and nothing is asked for it once the client has its ending.
/// </summary>
/// <param name="requests">How many requests there are.</param>
public sealed class Ledger(int requests)
{
    private readonly int[] _attempts = new int[requests];
    private readonly bool[] _ended = new bool[requests];
    private readonly ConcurrentDictionary<DeedKind, int> _deeds = new();
    private readonly ConcurrentQueue<string> _problems = new();

    /// <summary>What went wrong so far.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    /// <summary>How often providers did what.</summary>
    public IReadOnlyDictionary<DeedKind, int> Deeds => _deeds;

    /// <summary>How many attempts reached a provider.</summary>
    public int Attempts => _attempts.Sum();

    /// <summary>A request has arrived at a provider.</summary>
    /// <returns>Which attempt it is, from 1.</returns>
    public int Arrive(int request)
    {
        if (Volatile.Read(ref _ended[request]))
        {
            _problems.Enqueue($"request {request} was sent once more after its client had its ending");
        }

        return Interlocked.Increment(ref _attempts[request]);
    }

    /// <summary>How often a request has arrived.</summary>
    public int AttemptsOf(int request) => Volatile.Read(ref _attempts[request]);

    public void Note(DeedKind deed) => _deeds.AddOrUpdate(deed, 1, (_, seen) => seen + 1);

    /// <summary>A client has its ending.</summary>
    /// <param name="request">Of which request.</param>
    /// <param name="attempt">The attempt whose content it got; 0 when it got none.</param>
    public void End(int request, int attempt)
    {
        Volatile.Write(ref _ended[request], true);
        int asked = AttemptsOf(request);
        if (attempt > 0 && attempt != asked)
        {
            _problems.Enqueue($"request {request} got the content of attempt {attempt}, but {asked} were sent");
        }
    }
}
