namespace Router.Protocol.Tests.Compression;

/// <summary>A linear congruential generator (Knuth's constants), whose numbers no version of .NET can change.</summary>
internal struct Lcg(uint seed)
{
    private ulong _state = seed;

    /// <summary>A number of 0 to <paramref name="limit"/> - 1.</summary>
    public int Next(int limit)
    {
        _state = unchecked((_state * 6364136223846793005) + 1442695040888963407);
        return (int)((_state >> 33) % (ulong)limit);
    }
}
