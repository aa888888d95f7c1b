namespace Chaos;

/// <summary>Random numbers that depend on what they are for and on nothing else: whatever order requests come in, the same seed does the same to each.</summary>
/// <param name="Seed">The run's seed.</param>
public readonly record struct Chance(int Seed)
{
    /// <summary>A number ≥ 0.</summary>
    public int Of(int request, int attempt, int purpose)
    {
        // SplitMix64's last steps.
        ulong mixed = ((ulong)(uint)Seed << 32 ^ (uint)request) + ((ulong)(uint)attempt * 0x9E3779B97F4A7C15) + ((ulong)(uint)purpose * 0xD1B54A32D192ED03);
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) & 0x7FFFFFFF);
    }
}
