using Router.Core.Admission;
using Router.Core.Admission.Hints;
using Router.Grains.Gates;

namespace Router.Fleet.Gates;

/// <summary>A lease as this node uses it.</summary>
internal sealed class LocalLease(GateLease lease, DateTimeOffset now)
{
    public PermitId Id => lease.Id;

    /// <summary>Permits that were handed out.</summary>
    public int Handed { get; private set; }

    /// <summary>What they borrowed, or used where that is known.</summary>
    public long Tokens { get; private set; }

    public DateTimeOffset Since { get; } = now;

    public DateTimeOffset LastUsed { get; private set; } = now;

    /// <summary>Whether it is given back; what is under way of it goes on.</summary>
    public bool IsEnded { get; set; }

    /// <summary>What the latest answer's headers said, to be told with the next turn.</summary>
    public ProviderReading? Reading { get; set; }

    /// <summary>Which request brought it.</summary>
    public int ReadAt { get; set; }

    public bool LimitsTokens => lease.Tokens != GateLease.Unlimited;

    public int Left => lease.Requests - Handed;

    /// <summary>Whether it is time to ask for the next.</summary>
    public bool IsLow => Handed * 2 >= lease.Requests;

    public bool TryHand(long tokens, DateTimeOffset now)
    {
        if (Left <= 0 || Tokens + tokens > lease.Tokens)
        {
            return false;
        }

        Handed++;
        Tokens += tokens;
        LastUsed = now;
        return true;
    }

    /// <summary>A permit was not used after all.</summary>
    public void Take(long tokens)
    {
        Handed--;
        Tokens -= tokens;
    }

    /// <summary>What was borrowed turns out to be another amount.</summary>
    public void Settle(long borrowed, long used) => Tokens += used - borrowed;
}
